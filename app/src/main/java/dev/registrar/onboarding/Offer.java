package dev.registrar.onboarding;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationReader;
import dev.registrar.text.Markdown;
import dev.registrar.yaml.ScalarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pull request that proposes to govern a repository.
 *
 * @param files path to text; none of them is there yet
 */
public record Offer(Map<String, String> files, String title, String text) {
    public static final String BRANCH = "registrar/onboarding";
    public static final String TITLE = "Let Registrar govern the container registries";
    public static final String FORM = ".github/ISSUE_TEMPLATE/registry-request.yml";

    private static final String EMPTY_CATALOG = """
            # The catalog of container registries. Registrar adds entries as requests are approved.
            version: "1.0"
            repositories: {}
            """;

    public Offer {
        files = new LinkedHashMap<>(files);
    }

    /**
     * What was found in a repository.
     *
     * @param governedCatalog the catalog that the organization has already, {@code owner/name}
     * @param approvers teams that exist, out of those that the catalog names
     * @param form whether the repository has the issue form
     */
    public record Found(
            Optional<FoundCatalog> catalog,
            Optional<FoundTerraform> terraform,
            Optional<String> governedCatalog,
            List<String> approvers,
            boolean form) {
        public Found {
            approvers = List.copyOf(approvers);
        }

        /** Terraform alone, in an organization with a catalog. */
        boolean infra() {
            return catalog.isEmpty() && governedCatalog.isPresent();
        }

        boolean startsCatalog() {
            return catalog.isEmpty() && governedCatalog.isEmpty();
        }

        String path() {
            return catalog.map(FoundCatalog::path).orElse(Candidates.USUAL_CATALOG);
        }
    }

    /** Empty where nothing is found, or what is found makes no configuration that can be used. */
    public static Optional<Offer> of(Found found) {
        if (found.catalog().isEmpty() && found.terraform().isEmpty()) {
            return Optional.empty();
        }
        String configuration = configuration(found);
        ConfigurationRead read = ConfigurationReader.read(configuration.getBytes(StandardCharsets.UTF_8));
        if (!(read instanceof ConfigurationRead.Valid)) {
            return Optional.empty();
        }
        Map<String, String> files = new LinkedHashMap<>();
        files.put(Configuration.PATH, configuration);
        if (!found.infra() && !found.form()) {
            files.put(FORM, form());
        }
        if (found.startsCatalog()) {
            files.put(Candidates.USUAL_CATALOG, EMPTY_CATALOG);
        }
        return Optional.of(new Offer(files, TITLE, text(found, files)));
    }

    private static String configuration(Found found) {
        StringBuilder yaml = new StringBuilder("""
                # How Registrar governs this repository. It always reads the default branch's file, so a change
                # counts once it is merged.
                version: 1
                """);
        yaml.append("role: ").append(found.infra() ? "infra" : "catalog").append("\ncatalog:\n");
        found.governedCatalog()
                .filter(name -> found.infra())
                .ifPresentOrElse(
                        name -> yaml.append("  repository: ")
                                .append(ScalarWriter.write(name))
                                .append('\n'),
                        () -> yaml.append("  path: ")
                                .append(ScalarWriter.write(found.path()))
                                .append('\n'));
        found.terraform().ifPresent(terraform -> terraform(yaml, terraform));
        if (!found.infra()) {
            approvals(yaml, found.approvers());
        }
        return yaml.toString();
    }

    private static void terraform(StringBuilder yaml, FoundTerraform terraform) {
        if (terraform.usualPaths() && terraform.usualModules()) {
            return;
        }
        yaml.append("terraform:\n");
        if (!terraform.usualPaths()) {
            yaml.append("  paths: ").append(list(terraform.paths())).append('\n');
        }
        if (!terraform.usualModules()) {
            yaml.append("  modules: ").append(list(terraform.modules())).append('\n');
        }
    }

    private static void approvals(StringBuilder yaml, List<String> teams) {
        if (teams.isEmpty()) {
            yaml.append("""
                    # Nobody can approve a request until this names at least one team of the organization:
                    # approvals:
                    #   teams: [platform-team]
                    """);
            return;
        }
        yaml.append("approvals:\n  # Their members approve requests and sensitive changes.\n  teams: ")
                .append(list(teams))
                .append('\n');
    }

    private static String list(List<String> texts) {
        return texts.stream()
                .map(text -> ScalarWriter.write(text, ScalarWriter.Quote.DOUBLE))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String form() {
        String resource = "/github/ISSUE_TEMPLATE/registry-request.yml";
        try (InputStream in = Offer.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Found found, Map<String, String> files) {
        StringBuilder text = new StringBuilder("Registrar was installed here, and found ")
                .append(what(found))
                .append(". Nothing is governed yet. Merging this turns it on:\n\n");
        if (found.infra()) {
            text.append("- Pull requests that change Terraform for ECR are held against the catalog in ")
                    .append(Markdown.code(found.governedCatalog().orElse("")))
                    .append(".\n");
        } else {
            text.append("- Every pull request that changes ")
                    .append(Markdown.code(found.path()))
                    .append(" is gated. What is wrong today and untouched never fails one.\n")
                    .append("- Teams ask for registries with an issue form. ")
                    .append(approvers(found.approvers()))
                    .append("\n- An approved entry is committed to the catalog. Nothing else in the file changes.\n");
        }
        text.append(
                        "- Nothing is written to AWS, and no merge is blocked until you make the check `registrar` a required one.\n\n")
                .append("In this pull request:\n\n");
        files.keySet()
                .forEach(path -> text.append("- ").append(Markdown.code(path)).append('\n'));
        if (!found.infra()) {
            text.append(
                    "\nThe check `registrar` below shows how the catalog stands today. It is a report and blocks nothing.\n");
        }
        return text.append(
                        "\nChange it as you like before you merge. If you do not want it, close it: it is not opened again.\n")
                .toString();
    }

    private static String what(Found found) {
        Optional<String> catalog = found.catalog()
                .map(file -> "a catalog of " + file.registries()
                        + (file.registries() == 1 ? " registry in " : " registries in ") + Markdown.code(file.path()));
        Optional<String> terraform = found.terraform()
                .map(files ->
                        "Terraform for ECR in " + Markdown.code(files.files().get(0))
                                + (files.files().size() == 1
                                        ? ""
                                        : " and " + (files.files().size() - 1) + " more"));
        return catalog.isPresent() && terraform.isPresent()
                ? catalog.get() + ", and " + terraform.get()
                : catalog.or(() -> terraform).orElseThrow();
    }

    private static String approvers(List<String> teams) {
        return teams.isEmpty()
                ? "**Nobody can approve them yet**: name a team under `approvals` in the file first."
                : "Members of " + teams.stream().map(Markdown::code).collect(Collectors.joining(", "))
                        + " approve them with `/approve-registry`; nobody approves their own.";
    }
}
