package dev.registrar.sandbox.aws;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A repository of the stand-in. What is set here is what ECR would answer. */
public final class EcrRepository {
    final String name;
    final String account;
    final String region;
    final Instant created;
    final Map<String, EcrImage> images = new LinkedHashMap<>();
    final Map<String, String> tags = new TreeMap<>();
    String mutability = "MUTABLE";
    String encryption = "AES256";

    @Nullable
    String lifecyclePolicy;

    EcrRepository(String name, String account, String region, Instant created) {
        this.name = name;
        this.account = account;
        this.region = region;
        this.created = created;
    }

    /** ECR's word, such as {@code IMMUTABLE}. */
    public EcrRepository mutability(String word) {
        this.mutability = word;
        return this;
    }

    /** ECR's word, such as {@code KMS}. */
    public EcrRepository encryption(String word) {
        this.encryption = word;
        return this;
    }

    /** A policy that keeps so many images. */
    public EcrRepository keeps(int images) {
        return lifecyclePolicy("""
                {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan",\
                 "countNumber": %d}, "action": {"type": "expire"}}]}""".formatted(images));
    }

    public EcrRepository lifecyclePolicy(String json) {
        this.lifecyclePolicy = json;
        return this;
    }

    public EcrRepository tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    /** @param pulled null where nobody has pulled it */
    public synchronized EcrRepository image(long bytes, Instant pushed, @Nullable Instant pulled) {
        String digest = "sha256:" + String.format("%064x", images.size() + 1);
        images.put(digest, new EcrImage(digest, bytes, pushed, pulled));
        return this;
    }

    String arn() {
        return "arn:aws:ecr:" + region + ":" + account + ":repository/" + name;
    }

    String uri() {
        return account + ".dkr.ecr." + region + ".amazonaws.com/" + name;
    }
}
