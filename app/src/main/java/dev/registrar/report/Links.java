package dev.registrar.report;

import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RepositoryName;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Addresses of pages for people to follow.
 *
 * @param root of GitHub's
 * @param own where Registrar itself can be reached, without a slash at the end; empty where that is not set
 */
public record Links(String root, Optional<String> own) {
    public Links(String root) {
        this(root, Optional.empty());
    }

    /**
     * @param api the REST root: {@code https://api.github.com}, {@code https://HOST/api/v3} of an Enterprise Server, or {@code
     *     https://api.NAME.ghe.com} (GitHub, "Getting started with data residency for GitHub Enterprise Cloud")
     */
    public static Links behind(URI api) {
        String host = api.getHost() == null ? "" : api.getHost();
        if (host.equals("api.github.com") || host.matches("api\\.[^.]+\\.ghe\\.com")) {
            return new Links("https://" + host.substring("api.".length()));
        }
        String text = api.toString().replaceAll("/+$", "");
        return new Links(text.endsWith("/api/v3") ? text.substring(0, text.length() - "/api/v3".length()) : text);
    }

    /** The same for a Registrar that people reach at this address. */
    public Links reachedAt(Optional<URI> address) {
        return new Links(root, address.map(uri -> uri.toString().replaceAll("/+$", "")));
    }

    /** Where a check run's details are; empty where Registrar has no address of its own. */
    public Optional<String> details(RepositoryName repository, HeadSha commit) {
        return own.map(address -> address + "/?repository=" + repository.fullName() + "&commit=" + commit);
    }

    public String line(RepositoryName repository, HeadSha commit, String path, int line) {
        String escaped = Arrays.stream(path.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return root + "/" + repository.fullName() + "/blob/" + commit + "/" + escaped + "#L" + line;
    }

    public String commit(RepositoryName repository, HeadSha commit) {
        return root + "/" + repository.fullName() + "/commit/" + commit;
    }
}
