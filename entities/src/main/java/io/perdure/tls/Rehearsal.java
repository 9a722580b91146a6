package io.perdure.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** A handshake without a network. Only a handshake knows all that TLS asks of two certificates. */
final class Rehearsal {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** Far more than any handshake takes. */
    private static final int TURNS = 1000;

    private Rehearsal() {}

    /** @throws SSLException when one of the two refuses the other */
    static void of(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(4 * client.getSession().getPacketBufferSize());
        ByteBuffer toClient = ByteBuffer.allocate(4 * server.getSession().getPacketBufferSize());
        client.beginHandshake();
        server.beginHandshake();
        for (int turn = 0; turn < TURNS; turn++) {
            if (isDone(client) && isDone(server)) {
                return;
            }
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
        throw new SSLException("The handshake did not end.");
    }

    private static boolean isDone(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> engine.wrap(NOTHING, out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                in.flip();
                engine.unwrap(in, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
                in.compact();
            }
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case FINISHED, NOT_HANDSHAKING -> {}
        }
    }
}
