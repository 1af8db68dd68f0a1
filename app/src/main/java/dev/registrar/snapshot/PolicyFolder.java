package dev.registrar.snapshot;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.policy.PolicyFile;
import dev.registrar.pull.FileRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reads the policies of a governed repository: the built-in rules with those of its folder laid over them. */
public final class PolicyFolder {
    private PolicyFolder() {}

    /** The folder's path, without a slash at its end. */
    public static String of(Configuration configuration) {
        String path = configuration.policies();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * Reads the YAML files directly in the folder.
     *
     * @param files paths of the regular files in a folder
     */
    public static PoliciesRead read(
            String folder, Function<String, List<String>> files, Function<String, FileRead> reading) {
        List<PolicyFile> policies = new ArrayList<>();
        for (String path : files.apply(folder)) {
            if (isYaml(path) && reading.apply(path) instanceof FileRead.Found found) {
                policies.add(new PolicyFile(path, found.bytes()));
            }
        }
        return Policies.withOverlay(policies);
    }

    private static boolean isYaml(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    /** Faults of policies as the faults of the configuration that they are. */
    public static List<ConfigurationRead.Fault> faults(PoliciesRead read) {
        return read.match(
                valid -> List.of(),
                broken -> broken.faults().stream()
                        .map(fault -> new ConfigurationRead.Fault(
                                ConfigurationRead.Fault.Kind.POLICY,
                                fault.path(),
                                fault.span(),
                                fault.message(),
                                fault.remedy()))
                        .toList());
    }
}
