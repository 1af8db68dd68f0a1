package dev.registrar.pull;

import java.util.List;

/** A look around in what an installation reaches. */
public interface Survey {
    /** Its repositories without archived ones and forks, at most that many. */
    List<Repository> repositories(long installation, int most);

    /** The regular files of the default branch; none where the repository is empty. */
    Listing files(Repository repository);

    /** One of the files, in one call. */
    byte[] read(Repository repository, File file);

    /** @param complete false where GitHub cut the list (100,000 entries or 7 MB) */
    record Listing(List<File> files, boolean complete) {
        public Listing {
            files = List.copyOf(files);
        }

        public boolean has(String path) {
            return files.stream().anyMatch(file -> file.path().equals(path));
        }
    }

    /** @param blob the name of its content in git */
    record File(String path, long size, String blob) {}
}
