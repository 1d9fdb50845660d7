using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Engine;
using Touchstone.Workbench.Documents;

namespace Touchstone.Evaluation.Measures;

/// <summary>What the command line made of many files, run as its own process so that its death is an observation and not the end of the measurement.</summary>
/// <param name="Survived">It ended with one of its documented exit codes and wrote its document whole.</param>
/// <param name="Examinations">In the order of the paths; empty when it did not survive.</param>
internal sealed record CliRun(bool Survived, IReadOnlyList<Examination> Examinations)
{
    // Clear, review, flag, and some input not examined.
    private static readonly int[] Documented = [0, 10, 20, 3];

    internal static async Task<CliRun> ExamineAsync(MeasureRequest request, IReadOnlyList<string> paths, string what, CancellationToken cancel, bool withMaps = false)
    {
        request.Progress($"{what}: {paths.Count} files");
        var document = Path.Combine(request.Scratch, Guid.CreateVersion7() + ".json");
        var run = await WholeProcess.RunAsync(request.Command, ["examine", .. paths, "--quiet", "--json", document, .. withMaps ? ["--maps"] : Array.Empty<string>()], cancel);
        if (!Documented.Contains(run.ExitCode) || !File.Exists(document)) return new CliRun(false, []);
        using var stream = File.OpenRead(document);
        var entries = JsonNode.Parse(stream)!["examinations"]!.AsArray();
        return new CliRun(entries.Count == paths.Count, [.. entries.Select(Read)]);
    }

    private static Examination Read(JsonNode? entry)
    {
        var examination = entry!.AsObject();
        examination.Remove("path");
        return examination.Deserialize<Examination>(ExaminationJson.Complete)!;
    }
}
