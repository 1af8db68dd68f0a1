package dev.registrar.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this is the only server on a data folder: a lock on a file, which ends with the process however it ends. */
final class SoleServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SoleServer.class);

    private final Path file;
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    SoleServer(Path dataDir) {
        this.file = dataDir.resolve("serving.lock");
    }

    /** Takes the lock, if nobody has it; held until this is closed. */
    synchronized boolean sole() {
        try {
            if (lock == null) {
                channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                lock = channel.tryLock();
            }
        } catch (OverlappingFileLockException e) {
            log.debug("another server in this process has the folder open", e);
        } catch (IOException e) {
            log.warn("It cannot be told whether another server has the data folder open; leases end by time", e);
        }
        return lock != null;
    }

    @Override
    public synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("the lock ends with the process", e);
        }
    }
}
