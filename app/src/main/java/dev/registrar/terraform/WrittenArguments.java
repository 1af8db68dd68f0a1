package dev.registrar.terraform;

import dev.registrar.hcl.Body;
import dev.registrar.hcl.Expression;
import dev.registrar.hcl.Expression.Call;
import dev.registrar.hcl.Expression.Conditional;
import dev.registrar.hcl.Expression.Items;
import dev.registrar.hcl.Expression.Literal;
import dev.registrar.hcl.Expression.Template;
import dev.registrar.hcl.Expression.Tuple;
import dev.registrar.terraform.Sources.Located;
import java.util.HashSet;
import java.util.Set;

/**
 * Values that stand as such in the arguments that they are meant for. What an argument takes from a variable, a local value
 * or the members of {@code for_each} may be asked for elsewhere too, even by what is not read at all.
 */
final class WrittenArguments {
    /** They are taken from with {@code each} and {@code count}. */
    private static final Set<String> INSTANCES = Set.of("for_each", "count");

    private final Set<Place> places = new HashSet<>();

    private WrittenArguments() {}

    static Set<Place> of(Sources sources) {
        WrittenArguments written = new WrittenArguments();
        for (String folder : sources.folders()) {
            written.labelled(sources, folder, "resource", ModuleReading.WANTED);
            written.labelled(sources, folder, "data", PolicyDocuments.DATA);
            // The arguments of a module that is read are variables there.
            sources.blocks(folder, "module").stream()
                    .filter(call -> Sources.localSource(folder, call.block())
                            .filter(sources::has)
                            .isEmpty())
                    .forEach(written::block);
        }
        return written.places;
    }

    private void labelled(Sources sources, String folder, String type, Set<String> labels) {
        sources.blocks(folder, type).stream()
                .filter(located ->
                        located.block().label(0).filter(labels::contains).isPresent())
                .forEach(this::block);
    }

    private void block(Located located) {
        body(located.path(), located.block().body());
    }

    private void body(String path, Body body) {
        body.attributes().stream()
                .filter(attribute -> !INSTANCES.contains(attribute.name()))
                .forEach(attribute -> value(path, attribute.value()));
        body.blocks().forEach(block -> body(path, block.body()));
    }

    private void value(String path, Expression expression) {
        if (expression instanceof Literal) {
            places.add(new Place(path, expression.span()));
        } else if (expression instanceof Template template) {
            places.add(new Place(path, template.span()));
            template.json().ifPresent(json -> value(path, json));
        } else if (expression instanceof Tuple tuple) {
            tuple.items().forEach(item -> value(path, item));
        } else if (expression instanceof Items items) {
            items.items().forEach(item -> value(path, item.value()));
        } else if (expression instanceof Call call) {
            call.arguments().forEach(argument -> value(path, argument));
        } else if (expression instanceof Conditional conditional) {
            value(path, conditional.yes());
            value(path, conditional.no());
        }
    }
}
