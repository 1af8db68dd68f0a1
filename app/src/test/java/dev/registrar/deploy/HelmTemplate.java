package dev.registrar.deploy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * As much of Helm's templates as the chart uses, where there is no Helm: {@code if}, {@code else}, {@code with}, {@code
 * define}, {@code include}, pipelines and a dozen functions. It is stricter than Helm: what it does not know, and a value that
 * {@code values.yaml} does not name, is an error.
 */
final class HelmTemplate {
    private static final Pattern ACTION = Pattern.compile("\\{\\{(-?)\\s*(.*?)\\s*(-?)}}", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)\"|[()|]|[^\\s()|\"]+");

    private final Map<String, List<Node>> definitions = new HashMap<>();

    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    private sealed interface Node {}

    private record Text(String text) implements Node {}

    private record Output(List<String> tokens) implements Node {}

    private record Block(boolean with, List<String> condition, List<Node> body, List<Node> otherwise) implements Node {}

    void define(String source) {
        parse(source);
    }

    String render(String source, Map<String, Object> root) {
        return rendered(parse(source), root, root);
    }

    private List<Node> parse(String source) {
        Deque<Consumer<Node>> open = new ArrayDeque<>();
        Deque<Block> blocks = new ArrayDeque<>();
        List<Node> top = new ArrayList<>();
        open.push(top::add);
        Matcher action = ACTION.matcher(source);
        int at = 0;
        boolean trim = false;
        while (action.find()) {
            open.element()
                    .accept(text(
                            source.substring(at, action.start()),
                            trim,
                            !action.group(1).isEmpty()));
            trim = !action.group(3).isEmpty();
            at = action.end();
            step(action.group(2), open, blocks);
        }
        open.element().accept(text(source.substring(at), trim, false));
        if (!blocks.isEmpty() || open.size() != 1) {
            throw new Failed("a block is not ended");
        }
        return top;
    }

    private static Text text(String text, boolean trimStart, boolean trimEnd) {
        String shown = trimStart ? text.stripLeading() : text;
        return new Text(trimEnd ? shown.stripTrailing() : shown);
    }

    private void step(String action, Deque<Consumer<Node>> open, Deque<Block> blocks) {
        List<String> tokens = tokens(action);
        switch (tokens.get(0)) {
            case "if", "with" -> {
                Block block = new Block(
                        tokens.get(0).equals("with"),
                        tokens.subList(1, tokens.size()),
                        new ArrayList<>(),
                        new ArrayList<>());
                open.element().accept(block);
                blocks.push(block);
                open.push(block.body()::add);
            }
            case "define" -> {
                List<Node> body = new ArrayList<>();
                definitions.put(unquoted(tokens.get(1)), body);
                open.push(body::add);
                blocks.push(new Block(false, List.of(), body, List.of()));
            }
            case "else" -> {
                if (tokens.size() > 1) {
                    throw new Failed("else with a condition is not known here");
                }
                open.pop();
                open.push(blocks.element().otherwise()::add);
            }
            case "end" -> {
                open.pop();
                blocks.pop();
            }
            default -> open.element().accept(new Output(tokens));
        }
    }

    private static List<String> tokens(String action) {
        Matcher token = TOKEN.matcher(action);
        List<String> tokens = new ArrayList<>();
        while (token.find()) {
            tokens.add(token.group());
        }
        return tokens;
    }

    private String rendered(List<Node> nodes, Object dot, Map<String, Object> root) {
        StringBuilder out = new StringBuilder();
        for (Node node : nodes) {
            if (node instanceof Text text) {
                out.append(text.text());
            } else if (node instanceof Output output) {
                out.append(shown(value(output.tokens(), dot, root)));
            } else if (node instanceof Block block) {
                Object condition = value(block.condition(), dot, root);
                boolean holds = holds(condition);
                out.append(rendered(
                        holds ? block.body() : block.otherwise(),
                        holds && block.with() ? Objects.requireNonNull(condition) : dot,
                        root));
            }
        }
        return out.toString();
    }

    private @Nullable Object value(List<String> tokens, Object dot, Map<String, Object> root) {
        Evaluation evaluation = new Evaluation(tokens, dot, root);
        Object value = evaluation.pipeline();
        if (evaluation.at != tokens.size()) {
            throw new Failed("not understood: " + String.join(" ", tokens));
        }
        return value;
    }

    private final class Evaluation {
        private final List<String> tokens;
        private final Object dot;
        private final Map<String, Object> root;
        private int at;

        Evaluation(List<String> tokens, Object dot, Map<String, Object> root) {
            this.tokens = tokens;
            this.dot = dot;
            this.root = root;
        }

        @Nullable
        Object pipeline() {
            Object value = command(new ArrayList<>());
            while (at < tokens.size() && tokens.get(at).equals("|")) {
                at++;
                List<Object> last = new ArrayList<>();
                last.add(value);
                value = command(last);
            }
            return value;
        }

        private @Nullable Object command(List<Object> last) {
            boolean call =
                    tokens.get(at).matches("[a-zA-Z]+") && !tokens.get(at).matches("true|false");
            if (!call) {
                Object value = term();
                if (!last.isEmpty()) {
                    throw new Failed("a value cannot be piped into");
                }
                return value;
            }
            String function = tokens.get(at++);
            List<Object> arguments = new ArrayList<>();
            while (at < tokens.size() && !tokens.get(at).matches("[|)]")) {
                arguments.add(term());
            }
            arguments.addAll(last);
            return call(function, arguments, root);
        }

        private @Nullable Object term() {
            String token = tokens.get(at++);
            if (token.equals("(")) {
                Object value = pipeline();
                at++;
                return value;
            }
            if (token.startsWith("\"")) {
                return unquoted(token);
            }
            if (token.matches("[0-9]+")) {
                return Integer.valueOf(token);
            }
            if (token.startsWith("$.")) {
                return field(root, token.substring(2));
            }
            if (token.startsWith(".")) {
                return token.equals(".") ? dot : field(dot, token.substring(1));
            }
            throw new Failed("not understood: " + token);
        }
    }

    private static @Nullable Object field(Object of, String path) {
        Object value = of;
        for (String name : path.split("\\.", -1)) {
            if (!(value instanceof Map<?, ?> map) || !map.containsKey(name)) {
                throw new Failed("there is no value " + path);
            }
            value = map.get(name);
        }
        return value;
    }

    private @Nullable Object call(String function, List<Object> given, Map<String, Object> root) {
        return switch (function) {
            case "include" -> {
                List<Node> body = definitions.get(shown(given.get(0)));
                if (body == null) {
                    throw new Failed("nothing is defined as " + given.get(0));
                }
                yield rendered(body, given.get(1), root);
            }
            case "nindent" -> "\n" + indented((Integer) given.get(0), shown(given.get(1)));
            case "toYaml" -> PlainYaml.of(given.get(0));
            case "quote" -> "\"" + shown(given.get(0)).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case "default" -> holds(given.get(1)) ? given.get(1) : given.get(0);
            case "required" -> {
                if (!holds(given.get(1))) {
                    throw new Failed(shown(given.get(0)));
                }
                yield given.get(1);
            }
            case "fail" -> throw new Failed(shown(given.get(0)));
            case "not" -> !holds(given.get(0));
            case "and" ->
                given.stream().filter(value -> !holds(value)).findFirst().orElse(given.get(given.size() - 1));
            case "gt" -> ((Integer) given.get(0)) > ((Integer) given.get(1));
            case "trunc" -> {
                String text = shown(given.get(1));
                yield text.substring(0, Math.min(text.length(), (Integer) given.get(0)));
            }
            case "trimSuffix" -> {
                String text = shown(given.get(1));
                String suffix = shown(given.get(0));
                yield text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
            }
            case "join" ->
                String.join(
                        shown(given.get(0)),
                        ((List<?>) given.get(1)).stream().map(String::valueOf).toList());
            default -> throw new Failed("the function " + function + " is not known here");
        };
    }

    private static String indented(int spaces, String text) {
        return " ".repeat(spaces) + text.replace("\n", "\n" + " ".repeat(spaces));
    }

    private static boolean holds(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Collection<?> items) {
            return !items.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != null && !value.equals("") && !value.equals(0);
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Map || value instanceof Collection) {
            throw new Failed("a list or a map is written as text");
        }
        return String.valueOf(value);
    }

    private static String unquoted(String token) {
        return token.substring(1, token.length() - 1);
    }
}
