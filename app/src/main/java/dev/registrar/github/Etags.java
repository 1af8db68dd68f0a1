package dev.registrar.github;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Answers kept to be revalidated by their ETag: a 304 costs no quota (GitHub). Held in memory, so nothing of a private
 * repository reaches the disk, and under the installation's number, so nothing crosses tenants. It is not OkHttp's cache
 * because that one loses every ETag with the next token ({@code Vary: Authorization}).
 */
final class Etags {
    private static final long WEIGHT = 32L << 20;
    private static final int LARGEST = 4 << 20;
    private static final int OVERHEAD = 1024;

    private final Cache<Key, Answer> answers = Caffeine.newBuilder()
            .maximumWeight(WEIGHT)
            .weigher((Key key, Answer answer) -> answer.body().length + OVERHEAD)
            .executor(Runnable::run)
            .build();

    /** What was answered before to the same question, if anything. */
    @Nullable
    Answer known(Reach reach, Request request) {
        return request.method().equals("GET") ? answers.getIfPresent(key(reach, request)) : null;
    }

    /** Keeps what can be asked for again; raw files are blobs, which never change and are kept elsewhere. */
    void keep(Reach reach, Request request, Answer answer) {
        if (request.method().equals("GET")
                && !Rest.RAW.equals(request.header("Accept"))
                && answer.status() == 200
                && answer.header("ETag") != null
                && answer.body().length <= LARGEST) {
            answers.put(key(reach, request), answer);
        }
    }

    private static Key key(Reach reach, Request request) {
        String accept = request.header("Accept");
        return new Key(reach.installation(), request.url().toString(), accept == null ? "" : accept);
    }

    private record Key(long installation, String url, String accept) {}
}
