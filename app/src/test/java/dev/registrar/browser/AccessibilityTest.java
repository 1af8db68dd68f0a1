package dev.registrar.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The check finds what it is there to find, and nothing else. */
@Timeout(120)
class AccessibilityTest {
    private static final String SOUND = """
            <!doctype html><html lang="en"><head><title>Sound</title><style>
            @media (prefers-color-scheme: dark) { :root { color-scheme: dark } }</style></head>
            <body><main><h1>Sound</h1><p>Text, <a href="#x">a link</a> and <button>a button</button></p>
            <label for="f">Field</label> <input id="f"> <img alt="" src="data:,">
            <table><caption>Figures</caption><tr><th scope="row">One</th><td>1</td></tr></table></main></body></html>
            """;
    private static final String FAULTY = """
            <!doctype html><html><head><title></title><style>
            .pale { color: #999 } .half { opacity: .4 } .still:focus { outline: none }</style></head>
            <body><h1>One</h1><h1>Two</h1><h3>Leapt</h3>
            <p class="pale">Pale</p><p class="half">Half</p><svg width="90" height="20"><text y="15" fill="#aaa">Drawn</text></svg>
            <a href="#x"></a><button><img src="data:,"></button> <input><select></select>
            <p id="twice">a</p><p id="twice" aria-labelledby="nothing">b</p>
            <table><tr><td>1</td></tr></table><a href="#y" class="still">Still</a><p tabindex="3">Early</p>
            <div onclick="this.remove()" role="button" tabindex="-1">Mouse only</div>
            <ul><p>No item</p></ul></body></html>
            """;

    @RegisterExtension
    static final InChromium CHROMIUM = new InChromium();

    @TempDir
    Path folder;

    @Test
    void soundPage_passes_inLightAndDark() throws Exception {
        Tab tab = shown(SOUND);
        Accessibility.holdsWithKeyboard(tab, "sound");
        Accessibility.holds(tab.dark(), "sound, dark");
        assertThat(tab.sticksOut()).isEmpty();
    }

    @Test
    void faultyPage_isToldEachFault() throws Exception {
        Tab tab = shown(FAULTY);
        assertThatThrownBy(() -> Accessibility.holdsWithKeyboard(tab, "faulty"))
                .hasMessageContainingAll(
                        "no language",
                        "no title",
                        "2 headings of the first level",
                        "0 main landmarks",
                        "heading of level 3 follows one of level 1",
                        "“Pale”",
                        "“Half”",
                        "“Drawn”",
                        "a link without a name",
                        "a button without a name",
                        "a textbox without a name",
                        "a combobox without a name",
                        "id twice is there twice",
                        "aria-labelledby means nothing",
                        "image without alternative text",
                        "table without header cells",
                        "positive tabindex",
                        "list with something else in it",
                        "does not reach <div onclick",
                        "no visible focus on <a href=\"#y\"");
    }

    @Test
    void pageWiderThanThePhone_isNoticed() throws Exception {
        assertThat(shown("<meta name=viewport content='width=device-width'><pre>" + "wide ".repeat(40))
                        .phone()
                        .sticksOut())
                .isNotEmpty();
    }

    private Tab shown(String html) throws Exception {
        Path file = Files.writeString(folder.resolve("page.html"), html);
        return CHROMIUM.tab().open(file.toUri().toString());
    }
}
