using System.Text;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;
using Touchstone.Workbench;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Touchstone.Evaluation.Gates;

/// <summary>Reads a gate from its YAML file. All errors are reported together, each with its line; unknown keys are errors.</summary>
public static class GateFile
{
    private const int MaximumBytes = 1 << 20;

    private static readonly (string, CaseNumber)[] Numbers = [("score", CaseNumber.Score), ("llr", CaseNumber.Llr), ("alarm", CaseNumber.Alarm)];

    private static readonly (string Word, ThresholdSource Value)[] Sources =
    [
        ("promise-flag", ThresholdSource.PromiseFlag), ("promise-clear", ThresholdSource.PromiseClear),
        ("policy-flag", ThresholdSource.PolicyFlag), ("policy-clear", ThresholdSource.PolicyClear),
    ];

    /// <summary>Reads a gate.</summary>
    /// <param name="yaml">The file's bytes.</param>
    /// <exception cref="GateException">The file is no valid gate; the message lists every error.</exception>
    public static Gate Parse(byte[] yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var errors = new List<string>();
        var gate = Read(new YamlSection(Root(yaml), "", errors), Sha256.Of(yaml).Hex);
        return errors.Count == 0 ? gate : throw new GateException(string.Join("; ", errors));
    }

    private static YamlMappingNode Root(byte[] yaml)
    {
        if (yaml.Length > MaximumBytes) throw new GateException($"the file has more than {MaximumBytes:N0} bytes");
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(Encoding.UTF8.GetString(yaml)));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] ? root : throw new GateException("the file must be one mapping");
        }
        catch (YamlException e)
        {
            throw new GateException($"line {e.Start.Line}: {(e.InnerException ?? e).Message}");
        }
    }

    private static Gate Read(YamlSection root, string hash)
    {
        var question = ReadQuestion(root);
        var minimum = root.Section("minimum");
        var promise = ReadPromise(root);
        var split = root.Text("split") ?? "";
        if (promise is not null && promise.Split == split) root.Refuse("promise", "its split is the one that is judged; thresholds are chosen on other data");
        var criteria = root.Sections("criteria").Select((section, i) => ReadCriterion(section, i + 1, promise is not null)).ToList();
        if (criteria.Count > 0 && criteria.All(c => c.Severity == Severity.Advisory)) root.Refuse("criteria", "none is blocking; a gate that stops nothing is none");
        var gate = new Gate
        {
            Name = root.Text("gate", required: true) ?? "", Version = root.Count("version", 1, 1, required: true), ContentHash = hash, Question = question, Detector = ReadDetector(root, question),
            Description = root.Text("description") ?? "", Owner = root.Text("owner", required: true) ?? "", Expires = root.Date("expires"),
            PolicyHash = ReadPolicy(root), Data = root.Texts("data"), Split = split,
            MinimumAuthentic = minimum?.Count("authentic", 1, 1) ?? 1, MinimumManipulated = minimum?.Count("manipulated", 1, 1) ?? 1,
            LeakCheckRequired = root.Choice("leakCheck", true, [("required", true), ("advisory", false)]),
            Promise = promise, Costs = ReadCosts(root), Correction = root.Choice("multiplicity", Correction.Holm, [("holm", Correction.Holm), ("bonferroni", Correction.Bonferroni)]),
            Seed = (ulong)root.Count("seed", 1, 0), Draws = root.Count("draws", 1000, 100), Criteria = criteria,
        };
        minimum?.Close();
        root.Close();
        return gate;
    }

    private static Question ReadQuestion(YamlSection root) =>
        root.Choice("question", default, [.. Enum.GetValues<Question>().Select(q => (Camel(q.ToString()), q))], required: true);

    private static string ReadDetector(YamlSection root, Question question)
    {
        var detector = root.Text("detector", required: true) ?? "";
        if (detector is "" or Trial.Fusion) return detector;
        var known = DetectorCatalog.All.Where(d => d.Question == question).Select(d => d.Id).ToList();
        if (!known.Contains(detector)) root.Refuse("detector", $"must be {Trial.Fusion} or a detector of the question: {string.Join(", ", known)}");
        return detector;
    }

    private static string? ReadPolicy(YamlSection root)
    {
        var policy = root.Text("policy");
        if (policy == "default") return PolicyFile.Default.ContentHash;
        if (policy is not null && !(policy.Length == 64 && policy.All(char.IsAsciiHexDigitLower))) root.Refuse("policy", "must be the content hash of a policy, or default");
        return policy;
    }

    private static PromiseTerms? ReadPromise(YamlSection root)
    {
        if (root.Section("promise") is not { } section) return null;
        var terms = new PromiseTerms(
            section.Number("falseFlag", 0.01, 1e-6, 1, required: true), section.Number("miss", 0.05, 1e-6, 1, required: true),
            section.Number("risk", 0.05, 1e-6, 0.5), section.Text("split") ?? "calibrate");
        section.Close();
        return terms;
    }

    private static CostTerms ReadCosts(YamlSection root)
    {
        if (root.Section("costs") is not { } section) return new CostTerms(1, 1, 0.5);
        var costs = new CostTerms(section.Number("miss", 1, 0, 1e9, required: true), section.Number("falseAlarm", 1, 0, 1e9, required: true), section.Number("prior", 0.5, 0, 1, required: true));
        section.Close();
        return costs;
    }

    private static Criterion ReadCriterion(YamlSection section, int number, bool hasPromise)
    {
        var name = section.Text("metric", required: true) ?? "";
        var metric = GateMetrics.Find(name);
        if (name.Length > 0 && metric is null) section.Refuse("metric", $"there is no metric {name}; known are {string.Join(", ", GateMetrics.Names)}");
        var better = metric?.HigherIsBetter ?? false;
        var of = section.Choice("of", CaseNumber.Score, Numbers);
        var (source, threshold) = ReadThreshold(section, of, hasPromise);
        var criterion = new Criterion
        {
            Id = $"{number} {name}", Metric = name, Of = of, At = section.Number("at", double.NaN, 0, 1), Threshold = threshold, ThresholdSource = source,
            Slices = ReadSlices(section), IsUpper = section.Choice("bound", !better, [("upper", true), ("lower", false)]),
            Target = section.Number("target", 0, -1e9, 1e9, required: true), Confidence = section.Number("confidence", 0.95, 0.501, 0.999999),
            Minimum = section.Count("minimum", 1, 1), Severity = section.Choice("severity", Severity.Blocking, [("blocking", Severity.Blocking), ("advisory", Severity.Advisory)]),
        };
        if (metric is not null && criterion.IsUpper == better) section.Refuse("bound", $"{name} is better when {(better ? "higher" : "lower")}; a bound on its other side proves nothing");
        if (metric?.Needs.HasFlag(MetricNeeds.Threshold) == true && of != CaseNumber.Alarm && source == ThresholdSource.Stated && double.IsNaN(threshold)) section.Refuse("threshold", $"{name} needs one: a number, {string.Join(", ", Sources.Select(s => s.Word))}, or of: alarm for the detector's own");
        if (metric?.Needs.HasFlag(MetricNeeds.At) == true && double.IsNaN(criterion.At)) section.Refuse("at", $"{name} needs one");
        if (metric?.Needs.HasFlag(MetricNeeds.Llr) == true && of != CaseNumber.Llr) section.Refuse("of", $"{name} is of likelihood ratios; say of: llr");
        section.Close();
        return criterion;
    }

    private static (ThresholdSource Source, double Threshold) ReadThreshold(YamlSection section, CaseNumber of, bool hasPromise)
    {
        var text = section.Text("threshold");
        if (text is null) return (ThresholdSource.Stated, of == CaseNumber.Alarm ? 0.5 : double.NaN);
        var named = Sources.FirstOrDefault(s => s.Word == text);
        if (named.Word is null) return (ThresholdSource.Stated, section.Number("threshold", double.NaN, -1e9, 1e9));
        if (of != CaseNumber.Llr) section.Refuse("threshold", $"{text} is a likelihood ratio; say of: llr");
        if (!hasPromise && named.Value is (ThresholdSource.PromiseFlag or ThresholdSource.PromiseClear)) section.Refuse("threshold", $"{text} needs a promise");
        return (named.Value, double.NaN);
    }

    private static SliceSelection ReadSlices(YamlSection section)
    {
        if (section.Section("slice") is not { } slice) return SliceSelection.All;
        var where = slice.Section("where");
        var selection = new SliceSelection(where?.Pairs() ?? new Dictionary<string, string>(), slice.Texts("each"), slice.Count("skipBelow", 0, 0));
        if (selection.Where.Count == 0 && selection.Each.Count == 0) slice.Refuse("each", "say each or where, or leave the slice out for all");
        slice.Close();
        return selection;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A gate file that is not valid.</summary>
public sealed class GateException(string message) : Exception(message);
