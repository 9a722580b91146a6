#!/usr/bin/env bash
# Makes certificates for nodes, to try perdure.cluster.tls and perdure.http.tls with. For production use an authority that
# keeps its key elsewhere, such as cert-manager or step-ca.
#
#   conf/make-certificates.sh certificates 10.0.0.1 10.0.0.2 node-3.example
#
# writes certificates/ca.crt and ca.key, unless they are there, and HOST.crt and HOST.key for each host. A host is what
# perdure.cluster.host says on that node: a name or an address. DAYS=365 is how long the certificates are valid.
set -euo pipefail
umask 077

[ $# -ge 2 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
directory=$1
shift
days=${DAYS:-365}
mkdir -p "$directory"
cd "$directory"

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

if [ ! -e ca.key ]; then
  key ca.key
  openssl req -x509 -new -sha256 -key ca.key -days $((days * 5)) -subj "/CN=Perdure test authority" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" -out ca.crt
fi

for host in "$@"; do
  case $host in
    *:* | [0-9]*.[0-9]*.[0-9]*.[0-9]*) name=IP:$host ;;
    *) name=DNS:$host ;;
  esac
  key "$host.key"
  openssl req -new -sha256 -key "$host.key" -subj "/CN=Perdure node" -out "$host.csr"
  openssl x509 -req -sha256 -in "$host.csr" -CA ca.crt -CAkey ca.key -set_serial "0x$(openssl rand -hex 16)" -days "$days" \
    -extfile <(printf '%s\n' "subjectAltName=$name" "basicConstraints=critical,CA:FALSE" \
      "keyUsage=critical,digitalSignature" "extendedKeyUsage=serverAuth,clientAuth") -out "$host.crt" 2>/dev/null
  rm "$host.csr"
  echo "$PWD/$host.crt $PWD/$host.key"
done
