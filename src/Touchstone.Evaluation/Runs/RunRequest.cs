using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.Perturbations;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Evaluation.Runs;

/// <summary>What is to be run over what.</summary>
public sealed record RunRequest
{
    /// <summary>The data set.</summary>
    public required DataSet Data { get; init; }

    /// <summary>Folder of the run: its cache and its outputs.</summary>
    public required string Folder { get; init; }

    /// <summary>How files are examined; detectors and questions are set per file.</summary>
    public required PoolOptions Pool { get; init; }

    /// <summary>Detectors to run; at least one.</summary>
    public required IReadOnlyList<IDetector> Detectors { get; init; }

    /// <summary>What turns scores into evidence; applied to cached findings, so that another one costs no examination.</summary>
    public Calibration Calibration { get; init; } = Calibration.None;

    /// <summary>At most this many files, evenly spread over the manifest; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Examine again what could not be examined before.</summary>
    public bool Retry { get; init; }

    /// <summary>Whether leaks are looked for and conditions measured; without, no gate that requires the leak check passes.</summary>
    public bool WithSurvey { get; init; } = true;

    /// <summary>Harmless processing of the verdict-stability test.</summary>
    public IReadOnlyList<Perturbation> Perturbations { get; init; } = [];

    /// <summary>Files drawn for that test; 0 for none.</summary>
    public int StabilityFiles { get; init; }

    /// <summary>Seed of that draw and of the processing.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Detectors by what a caller names: ids, else questions, else all.</summary>
    /// <param name="ids">Detector ids; empty for no choice.</param>
    /// <param name="questions">Questions; empty for no choice.</param>
    /// <exception cref="ArgumentException">An id is unknown.</exception>
    public static IReadOnlyList<IDetector> Choose(IReadOnlyCollection<string> ids, IReadOnlyCollection<Question> questions)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(questions);
        var unknown = ids.Where(i => DetectorCatalog.All.All(d => d.Id != i)).ToList();
        if (unknown.Count > 0) throw new ArgumentException($"There is no detector {string.Join(", ", unknown)}. Known are {string.Join(", ", DetectorCatalog.All.Select(d => d.Id))}.", nameof(ids));
        return [.. DetectorCatalog.All.Where(d => (ids.Count == 0 || ids.Contains(d.Id)) && (questions.Count == 0 || questions.Contains(d.Question)))];
    }
}

/// <summary>How far a run is.</summary>
/// <param name="Stage">What is being done: "hashing", "examining", "processing", "stability", "surveying".</param>
/// <param name="Done">Files done.</param>
/// <param name="Total">Files to do.</param>
public readonly record struct RunStep(string Stage, int Done, int Total);

/// <summary>A file of the data set that gave no trial.</summary>
/// <param name="Path">Path within the data set.</param>
/// <param name="Code">One of <see cref="Media.Codes"/>.</param>
/// <param name="Text">Why.</param>
public sealed record RunProblem(string Path, string Code, string Text);
