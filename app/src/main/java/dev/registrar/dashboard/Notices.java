package dev.registrar.dashboard;

import dev.registrar.config.ConfigurationRead;
import dev.registrar.text.Visible;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** What a page could not show, said at its top. */
final class Notices {
    private Notices() {}

    static List<DomContent> of(Sight.Seen seen, List<String> more) {
        List<DomContent> notices = new ArrayList<>();
        if (seen.unknown() > 0) {
            notices.add(Parts.notice("GitHub did not answer for " + seen.unknown()
                    + (seen.unknown() == 1 ? " repository, which is" : " repositories, which are")
                    + " left out here. Load the page again in a minute."));
        }
        seen.repositories().stream()
                .filter(one -> one.read() instanceof ConfigurationRead.Broken)
                .map(one -> "The configuration of " + one.repository().name()
                        + " cannot be used; its check run “registrar” says why.")
                .map(Parts::notice)
                .forEach(notices::add);
        more.stream().map(Visible::of).map(Parts::notice).forEach(notices::add);
        return notices;
    }
}
