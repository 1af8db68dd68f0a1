package dev.registrar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    // As the service model of ECR has it for repositoryName.
    private static final Pattern ECR =
            Pattern.compile("(?:[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*/)*[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");

    @Test
    void formedForEcr_anyName_agreesWithTheServicesPattern() {
        Random random = new Random(7);
        String letters = "aab19-_./A";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                name.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(Names.formedForEcr(name.toString()))
                    .as(name.toString())
                    .isEqualTo(ECR.matcher(name).matches());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "payments-gateway,payment-gateway,true",
        "payments-gateway,paymentsgateway,true",
        "payments-gateway,payments_gateway,true",
        "payments.gateway,payments-gateway,true",
        "payments-gateway,payments-gateways,true",
        "payments-gateway,payments-ledger,false",
        "bus,bu,true",
        "glass-api,glas-api,true",
        "sass,sas,true",
        "cart,cast,false",
        "shop/cart,shop-cart,false"
    })
    void confusable_pair_isTheSameBothWays(String one, String other, boolean confusable) {
        assertThat(Names.confusable(one, other)).isEqualTo(confusable);
        assertThat(Names.confusable(other, one)).isEqualTo(confusable);
        if (confusable) {
            assertThat(Names.bucket(one)).isEqualTo(Names.bucket(other));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "prod-api,prod",
        "api-prod,prod",
        "api/prod,prod",
        "prod,prod",
        "product-api,",
        "api-nonprod,",
        "a-prod-b,"
    })
    void atAnEdge_word_isAWordOfItsOwn(String name, String word) {
        assertThat(Names.atAnEdge(name, List.of("dev", "prod")).orElse(null)).isEqualTo(word);
    }
}
