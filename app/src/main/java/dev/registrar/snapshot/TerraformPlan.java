package dev.registrar.snapshot;

/**
 * What {@code terraform show -json} printed.
 *
 * @param path that it is shown under
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes on purpose: encodings are judged by whoever parses them
public record TerraformPlan(String path, byte[] bytes) {}
