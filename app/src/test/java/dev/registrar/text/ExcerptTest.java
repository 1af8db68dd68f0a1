package dev.registrar.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void value_thatFits_isQuotedOnOneLine() {
        assertThat(Excerpt.of("app-team\npayments\u0007")).isEqualTo("app-team payments ");
    }

    @Test
    void value_thatNobodyReadsToTheEnd_isCutAndCounted() {
        assertThat(Excerpt.of("x".repeat(68_200))).isEqualTo("x".repeat(160) + "… (68,200 characters)");
    }

    @Test
    void cut_leavesNoHalfOfACharacter() {
        assertThat(Excerpt.of("😀".repeat(161))).isEqualTo("😀".repeat(160) + "… (322 characters)");
    }
}
