package dev.registrar.report;

import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RepositoryName;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Addresses of GitHub's pages, for people to follow. */
public record Links(String root) {
    /**
     * @param api the REST root; GitHub's own is {@code https://api.github.com}, GitHub Enterprise Server's ends in {@code
     *     /api/v3}
     */
    public static Links behind(URI api) {
        String host = api.getHost() == null ? "" : api.getHost();
        if (host.equals("api.github.com")) {
            return new Links("https://github.com");
        }
        String text = api.toString().replaceAll("/+$", "");
        return new Links(text.endsWith("/api/v3") ? text.substring(0, text.length() - "/api/v3".length()) : text);
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
