package dev.registrar.github;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.registrar.pull.ChangedFile;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which blob stands at a path of a head, as a comparison told on the way: it saves asking for the folder. */
final class KnownBlobs {
    private static final Pattern BLOB = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private final Cache<Place, Known> known =
            Caffeine.newBuilder().maximumSize(20_000).executor(Runnable::run).build();

    void note(Repository repository, HeadSha head, ChangedFile file, String blob) {
        if (file.kind() == ChangedFile.Kind.REMOVED) {
            known.put(new Place(repository.id(), head, file.path()), new Known(Optional.empty()));
            return;
        }
        if (BLOB.matcher(blob).matches()) {
            known.put(new Place(repository.id(), head, file.path()), new Known(Optional.of(blob)));
        }
    }

    Optional<Known> at(Repository repository, HeadSha commit, String path) {
        return Optional.ofNullable(known.getIfPresent(new Place(repository.id(), commit, path)));
    }

    /** What is known of a path: its blob, or that nothing is there. */
    record Known(Optional<String> blob) {}

    private record Place(long repository, HeadSha commit, String path) {}
}
