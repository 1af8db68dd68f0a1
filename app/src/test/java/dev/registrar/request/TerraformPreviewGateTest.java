package dev.registrar.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationReader;
import dev.registrar.gate.TerraformGate;
import dev.registrar.gate.TerraformProposal;
import dev.registrar.policy.Policies;
import dev.registrar.terraform.Configurations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What requests are shown as Terraform is what the gate asks for. */
class TerraformPreviewGateTest {
    @ParameterizedTest
    @EnumSource
    void preview_ofAnyTier_passesTheGate(RiskTier tier) {
        Policies policies = Policies.builtIn();
        Catalog catalog = CatalogReader.read("repositories:\n  shop/api:\n    metadata: {id: REGISTRY_SHOP_API, owner:"
                        + " app-team-shop, risk: " + tier.word() + ", status: pending}\n")
                .catalog();
        Registry registry = catalog.registry("shop/api").orElseThrow();
        byte[] text = TerraformPreview.of(registry, policies.controls(tier)).getBytes(StandardCharsets.UTF_8);
        ConfigurationRead read = ConfigurationReader.read("version: 1\nrole: infra\n".getBytes(StandardCharsets.UTF_8));

        assertThat(TerraformGate.judge(new TerraformProposal(
                                ((ConfigurationRead.Valid) read).configuration(),
                                policies,
                                Optional.empty(),
                                new TerraformProposal.Side(
                                        Optional.of(catalog),
                                        Configurations.of(Map.of("main.tf", text), List.of(), List.of())
                                                .declared(path -> Optional.empty())),
                                Optional.empty()))
                        .findings())
                .isEmpty();
    }
}
