package io.perdure.kernel.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2's files with a count of the calls that force them to the disk: paths that begin with {@code counting:}. */
public final class CountingFiles extends FilePathWrapper {
    static final AtomicInteger FORCED = new AtomicInteger();

    static void register() {
        FilePath.register(new CountingFiles());
    }

    @Override
    public String getScheme() {
        return "counting";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new CountingFile(super.open(mode));
    }

    private static final class CountingFile extends FileBaseDefault {
        private final FileChannel file;

        CountingFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            FORCED.incrementAndGet();
            file.force(metaData);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return file.write(source, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }
    }
}
