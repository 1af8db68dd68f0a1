package dev.registrar.gate;

import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One changed entry among many: what reading, comparing and judging take, warm; {@code cold} takes a fresh JVM each time. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgs = "-Xmx256m")
public class JudgeBench {
    @Param({"10", "1000", "10000"})
    public int registries;

    private String headText = "";
    private String baseText = "";
    private CatalogText base = CatalogReader.read("");
    private CatalogText head = base;

    @Setup
    public void texts() {
        baseText = LargeCatalog.of(registries);
        int entry = baseText.indexOf("  " + LargeCatalog.name(registries / 2) + ":");
        int field = baseText.indexOf("environment: dev", entry);
        headText = baseText.substring(0, field) + "environment: test" + baseText.substring(field + 16);
        base = CatalogReader.read(baseText);
        head = CatalogReader.read(headText);
    }

    @Benchmark
    public CatalogText parse() {
        return CatalogReader.read(headText);
    }

    @Benchmark
    public CatalogChange difference() {
        return CatalogChange.between(base.catalog(), head.catalog());
    }

    /** Difference and judgement, both texts parsed. */
    @Benchmark
    public Verdict judge() {
        return Judge.judge(Proposals.change(base, head, "paula"));
    }

    /** What a push costs: the head is read and judged, the base is known. */
    @Benchmark
    public Verdict parseAndJudge() {
        return Judge.judge(Proposals.change(base, CatalogReader.read(headText), "paula"));
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    @Fork(value = 5, jvmArgs = "-Xmx256m")
    public Verdict cold() {
        return Judge.judge(Proposals.change(CatalogReader.read(baseText), CatalogReader.read(headText), "paula"));
    }
}
