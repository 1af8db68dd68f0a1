package dev.registrar.dashboard;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;

import dev.registrar.audit.AuditRecord;
import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Status;
import dev.registrar.handler.LiveView.CatalogNow;
import dev.registrar.history.Drift;
import dev.registrar.history.DriftRecord;
import dev.registrar.pull.RepositoryName;
import dev.registrar.text.Pointer;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One registry: what the catalog says of it, what its tier asks for, how AWS differs, and what happened to it. */
final class RegistryPage {
    /** So far back the record is searched. */
    private static final int RECORDS = 5_000;

    private static final Pattern REQUEST = Pattern.compile("(.+)#([0-9]{1,9})");

    private final Sources sources;
    private final Sight sight;
    private final Parts parts;
    private final GitHubPages github;

    RegistryPage(Sources sources, Sight sight, Parts parts, GitHubPages github) {
        this.sources = sources;
        this.sight = sight;
        this.parts = parts;
        this.github = github;
    }

    /** Empty where the viewer sees no such registry. */
    Optional<Page> show(Viewer viewer, String repository, String name) {
        Sight.Seen seen = sight.of(viewer);
        return seen.named(repository)
                .filter(Sight.Governed::catalog)
                .flatMap(catalog -> sight.catalog(catalog)
                        .flatMap(now -> now.text()
                                .catalog()
                                .registry(name)
                                .map(registry -> show(viewer, catalog, now, registry))));
    }

    private Page show(Viewer viewer, Sight.Governed catalog, CatalogNow now, Registry registry) {
        List<DomContent> content = new ArrayList<>();
        content.add(p(each(
                List.of(
                        registry.status()
                                .<DomContent>map(RegistriesPage::status)
                                .orElse(span()),
                        span(" "),
                        registry.risk()
                                .<DomContent>map(tier -> Parts.badge(tier.word() + " risk", Parts.Mood.PLAIN))
                                .orElse(span())),
                one -> one)));
        content.add(h2("Entry"));
        content.add(facts(catalog, now, registry));
        content.add(h2("Controls"));
        content.add(controls(now, registry));
        content.add(h2("Drift"));
        content.add(drift(catalog, registry));
        content.add(h2("History"));
        content.add(history(catalog.repository().name(), registry.name()));
        return Frame.below(viewer, Dashboard.REGISTRIES, registry.name(), content);
    }

    private DomContent facts(Sight.Governed catalog, CatalogNow now, Registry registry) {
        Map<String, DomContent> facts = new LinkedHashMap<>();
        put(facts, "Id", registry.id());
        put(facts, "Owner", registry.owner());
        put(facts, "Environment", registry.environment().map(environment -> environment.word()));
        put(facts, "Domain", registry.domain());
        put(facts, "Requested by", registry.requestedBy());
        put(facts, "Created", registry.createdDate().map(String::valueOf));
        registry.request()
                .ifPresent(request ->
                        facts.put("Request", request(catalog.repository().name(), request)));
        put(facts, "Repository URL", registry.repositoryUrl());
        String path = catalog.configuration().orElseThrow().catalog().path();
        int line = now.text()
                .document()
                .keySpan(Pointer.of("repositories", registry.name()))
                .map(span -> span.line())
                .orElse(1);
        facts.put(
                "Catalog",
                Parts.link(
                        github.line(catalog.repository().name(), now.tip(), path, line),
                        Parts.words(catalog.repository().name() + ", line " + line)));
        return dl(each(facts.entrySet(), fact -> each(dt(fact.getKey()), dd(fact.getValue()))))
                .withClass("facts");
    }

    /** Leads there if it is one of the catalog's own; anything else is what somebody wrote. */
    private DomContent request(RepositoryName catalog, String request) {
        Matcher own = REQUEST.matcher(request);
        return own.matches()
                        && RepositoryName.parse(own.group(1))
                                .filter(catalog::sameAs)
                                .isPresent()
                ? Parts.link(github.conversation(catalog, Integer.parseInt(own.group(2))), Parts.words(request))
                : Parts.words(request);
    }

    private static void put(Map<String, DomContent> facts, String name, Optional<String> value) {
        value.ifPresent(text -> facts.put(name, Parts.words(text)));
    }

    private static DomContent controls(CatalogNow now, Registry registry) {
        if (registry.risk().isEmpty()) {
            return Parts.nothing("The entry has no risk tier, so nothing can be asked of it.");
        }
        Controls asked = now.policies().controls(registry.risk().get());
        Registry.Governance said = registry.governance();
        return Parts.table(
                "What the tier asks for, and what the entry says",
                List.of("Control", "Tier asks for", "Entry says"),
                List.of(
                        control(
                                "Encryption",
                                asked.encryption().word(),
                                said.encryption().map(one -> one.word())),
                        control(
                                "Tag mutability",
                                asked.tagMutability().word(),
                                said.tagMutability().map(one -> one.word())),
                        control(
                                "Images kept",
                                String.valueOf(asked.keepImageCount()),
                                said.keepImageCount().map(String::valueOf)),
                        control(
                                "Scanning",
                                Parts.plain(asked.scanning().name()),
                                said.imageScanning().map(on -> on ? "on" : "off"))));
    }

    private static List<DomContent> control(String name, String asked, Optional<String> said) {
        return List.of(span(name), span(asked), Parts.words(said.orElse("as the tier asks")));
    }

    private DomContent drift(Sight.Governed catalog, Registry registry) {
        Optional<DriftRecord.Compared> compared =
                sources.history().drift().last(catalog.repository().id());
        if (compared.isEmpty()) {
            return Parts.nothing("This catalog has not been compared with AWS yet.");
        }
        List<Drift> own = compared.get().drift().stream()
                .filter(drift -> drift.registry().equals(registry.name()))
                .toList();
        DomContent when = p(span("Compared "), parts.ago(compared.get().at()), span("."));
        if (own.isEmpty()) {
            return each(Parts.nothing(noDifference(registry)), when);
        }
        return each(
                Parts.table(
                        "How AWS differs from the catalog",
                        List.of("Kind", "Field", "Catalog", "AWS", "Account, region", "What to do"),
                        own.stream().map(RegistryPage::row).toList()),
                when);
    }

    /** Also where the registry is not in AWS, as one that is pending or gone need not be. */
    private static String noDifference(Registry registry) {
        return registry.status().filter(Status.PENDING::equals).isPresent()
                ? "No difference was found. While an entry is pending, its registry need not be in AWS."
                : "No difference was found.";
    }

    private static List<DomContent> row(Drift drift) {
        return List.of(
                Parts.badge(
                        Parts.plain(drift.kind()), drift.kind().equals("weakened") ? Parts.Mood.BAD : Parts.Mood.WARN),
                drift.field().map(Parts::words).orElse(Parts.none()),
                drift.catalog().map(Parts::words).orElse(Parts.none()),
                drift.aws().map(Parts::words).orElse(Parts.none()),
                Parts.words(drift.account() + ", " + drift.region()),
                Parts.words(drift.remedy()));
    }

    private DomContent history(RepositoryName repository, String name) {
        List<AuditRecord> all = sources.audit().latest(repository.fullName(), RECORDS);
        // Approvals name the request, not the registry; what was granted or committed names both.
        Set<String> requests = all.stream()
                .filter(record -> name.equals(record.details().get("registry")))
                .filter(record -> record.kind().startsWith("request-"))
                .map(record -> String.valueOf(record.subject()))
                .collect(Collectors.toSet());
        List<AuditRecord> own = all.stream()
                .filter(record -> name.equals(record.details().get("registry"))
                        || (record.kind().startsWith("request-")
                                && requests.contains(String.valueOf(record.subject()))))
                .toList();
        if (own.isEmpty()) {
            return Parts.nothing(
                    "Nothing is on record: it was in the catalog before Registrar, or came by a pull request.");
        }
        return Parts.table(
                "What is on record, the newest first",
                List.of("What", "When", "Where", "Who", "Record"),
                own.stream().map(record -> row(repository, record)).toList());
    }

    private List<DomContent> row(RepositoryName repository, AuditRecord record) {
        String subject = String.valueOf(record.subject());
        DomContent where = subject.matches("#[0-9]{1,9}")
                ? Parts.link(
                        github.conversation(repository, Integer.parseInt(subject.substring(1))), Parts.words(subject))
                : Parts.words(subject);
        Map<String, String> details = record.details();
        String who = Optional.ofNullable(details.get("by"))
                .or(() -> Optional.ofNullable(details.get("approved-by")))
                .orElse("–");
        return List.of(
                span(Parts.plain(record.kind())),
                parts.ago(record.at()),
                where,
                Parts.words(who),
                Parts.code(record.seq() + " " + record.hash().substring(0, 12)));
    }
}
