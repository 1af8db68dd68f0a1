package dev.registrar.terraform;

import dev.registrar.terraform.Declarations.Document;
import dev.registrar.terraform.Declarations.Move;
import dev.registrar.terraform.Declarations.Scanning;
import dev.registrar.terraform.Value.Entry;
import dev.registrar.terraform.Value.Mapping;
import dev.registrar.terraform.Value.Sequence;
import dev.registrar.terraform.Value.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** From resources to what they mean for ECR. */
final class EcrReader {
    private final List<Repository> repositories = new ArrayList<>();
    private final List<Document> policies = new ArrayList<>();
    private final List<Document> roles = new ArrayList<>();
    private final List<Scanning> scanning = new ArrayList<>();
    private final Map<String, List<Move>> moves = new HashMap<>();
    private final Set<String> forgotten = new HashSet<>();

    private EcrReader() {}

    static Declarations read(List<Root> roots, List<Trouble> troubles, Set<String> files, Set<Place> written) {
        EcrReader reader = new EcrReader();
        roots.forEach(reader::root);
        return new Declarations(
                reader.repositories,
                reader.policies,
                reader.roles,
                reader.scanning,
                reader.moves,
                reader.forgotten,
                troubles,
                files,
                Set.of(),
                written);
    }

    private void root(Root root) {
        List<Resource> lifecycles = of(root, "aws_ecr_lifecycle_policy");
        for (Resource resource : of(root, "aws_ecr_repository")) {
            repositories.add(repository(root, resource, lifecycle(resource, lifecycles)));
        }
        root.calls().forEach(call -> called(root, call));
        for (Resource resource : of(root, "aws_ecr_repository_policy")) {
            policies.add(new Document(
                    root.folder(),
                    resource.address(),
                    resource.value("repository").text(),
                    resource.place(),
                    PolicyDocuments.decoded(resource.value("policy"))));
        }
        for (Resource resource : of(root, "aws_iam_role")) {
            roles.add(new Document(
                    root.folder(),
                    resource.address(),
                    resource.value("name").text(),
                    resource.place(),
                    PolicyDocuments.decoded(resource.value("assume_role_policy"))));
        }
        for (Resource resource : of(root, "aws_ecr_registry_scanning_configuration")) {
            scanning.add(
                    new Scanning(root.folder(), resource.place(), resource.value("scan_type"), resource.value("rule")));
        }
        moves.computeIfAbsent(root.folder(), folder -> new ArrayList<>())
                .addAll(root.moves().stream()
                        .map(move -> new Move(move.from(), move.to()))
                        .toList());
        root.forgotten().forEach(address -> forgotten.add(root.folder() + "|" + address));
    }

    private static List<Resource> of(Root root, String type) {
        return root.resources().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    private static Repository repository(Root root, Resource resource, Optional<Value> lifecycle) {
        Value encryption = resource.nested("encryption_configuration", "encryption_type");
        Value mutability = resource.value("image_tag_mutability");
        Value scan = resource.nested("image_scanning_configuration", "scan_on_push");
        // What is not said is what the provider then sends (hashicorp/aws, aws_ecr_repository, "Argument Reference").
        return new Repository(
                root.folder(),
                resource.address(),
                resource.place(),
                resource.value("name"),
                Map.of(),
                resource.value("tags"),
                mutability.isNull() ? Value.string("MUTABLE", resource.place()) : mutability,
                encryption.isNull() ? Value.string("AES256", resource.place()) : encryption,
                resource.nested("encryption_configuration", "kms_key"),
                scan.isNull() ? Value.bool(false, resource.place()) : scan,
                resource.value("force_delete"),
                lifecycle);
    }

    private static Optional<Value> lifecycle(Resource repository, List<Resource> policies) {
        Value name = repository.value("name");
        Optional<Value> loose = Optional.empty();
        for (Resource policy : policies) {
            Value of = policy.value("repository");
            boolean same = of.text().isPresent() && of.text().equals(name.text())
                    || of instanceof Unknown unknown
                            && unknown.link()
                                    .filter(repository.address()::equals)
                                    .isPresent();
            if (same) {
                return Optional.of(PolicyDocuments.decoded(policy.value("policy")));
            }
            boolean anybodys = of instanceof Unknown unknown && unknown.link().isEmpty() || !name.known() && of.known();
            if (anybodys) {
                loose = Optional.of(Unknown.because(
                        "it is not known which repository " + policy.address() + " is for", policy.place()));
            }
        }
        return loose;
    }

    /** A call that cannot be looked into declares one repository, or one for each member of a collection. */
    private void called(Root root, Resource call) {
        Optional<Value> collection = Meaning.collections()
                .flatMap(name -> call.values().get(name).stream())
                .filter(value -> !value.isNull())
                .findFirst();
        if (Meaning.NAME.in(call.values()).isPresent()
                        && collection.filter(Mapping.class::isInstance).isEmpty()
                || collection.isEmpty()) {
            repositories.add(opaque(root, call.address(), call.place(), call.values(), Optional.empty()));
            Meaning.POLICY
                    .in(call.values())
                    .ifPresent(policy -> policies.add(new Document(
                            root.folder(),
                            call.address(),
                            Meaning.NAME.in(call.values()).flatMap(Value::text),
                            call.place(),
                            PolicyDocuments.decoded(policy))));
            return;
        }
        Value all = collection.get();
        if (!(all instanceof Mapping) && !(all instanceof Sequence)) {
            repositories.add(opaque(root, call.address(), call.place(), call.values(), Optional.of(all)));
            return;
        }
        for (Evaluator.Pair pair : Evaluator.pairs(all)) {
            boolean list = all instanceof Sequence;
            Value name = list ? pair.value() : pair.key();
            Mapping own = pair.value() instanceof Mapping entry ? entry : new Mapping(Map.of(), name.place());
            Map<String, Entry> arguments = new TreeMap<>(call.values().entries());
            arguments.putAll(own.entries());
            repositories.add(opaque(
                    root,
                    call.address() + "[\"" + name.text().orElse("?") + "\"]",
                    name.place(),
                    new Mapping(arguments, own.place()),
                    Meaning.NAME.in(own).or(() -> Optional.of(name))));
        }
    }

    private static Repository opaque(Root root, String address, Place place, Mapping arguments, Optional<Value> named) {
        Unknown inside = Unknown.because("the module decides, and it cannot be looked into", place);
        Map<String, Value> stated = new HashMap<>();
        for (Meaning meaning : List.of(Meaning.ID, Meaning.OWNER, Meaning.RISK)) {
            meaning.in(arguments).ifPresent(value -> stated.put(meaning.word(), value));
        }
        Value lifecycle = Meaning.LIFECYCLE
                .in(arguments)
                .map(PolicyDocuments::decoded)
                .or(() -> Meaning.KEEP.in(arguments).map(EcrReader::keeping))
                .orElse(inside);
        return new Repository(
                root.folder(),
                address,
                place,
                named.or(() -> Meaning.NAME.in(arguments)).orElse(inside),
                stated,
                Meaning.TAGS.in(arguments).orElse(inside),
                Meaning.MUTABILITY.in(arguments).orElse(inside),
                Meaning.ENCRYPTION
                        .in(arguments)
                        .filter(value -> value.text().isPresent())
                        .orElse(inside),
                Meaning.KMS_KEY.in(arguments).orElse(inside),
                Meaning.SCAN
                        .in(arguments)
                        .filter(value -> value.truth().isPresent())
                        .orElse(inside),
                Meaning.FORCE_DELETE.in(arguments).orElseGet(() -> Value.nothing(place)),
                Optional.of(lifecycle));
    }

    /** What a module makes of a number of images to keep. */
    private static Value keeping(Value count) {
        Place place = count.place();
        Mapping selection = new Mapping(
                Map.of(
                        "tagStatus", new Entry(place, Value.string("any", place)),
                        "countType", new Entry(place, Value.string("imageCountMoreThan", place)),
                        "countNumber", new Entry(place, count)),
                place);
        Mapping action = new Mapping(Map.of("type", new Entry(place, Value.string("expire", place))), place);
        Mapping rule = new Mapping(
                Map.of("selection", new Entry(place, selection), "action", new Entry(place, action)), place);
        return new Mapping(Map.of("rules", new Entry(place, new Sequence(List.of(rule), place))), place);
    }
}
