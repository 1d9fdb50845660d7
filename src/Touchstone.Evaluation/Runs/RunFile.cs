using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;

namespace Touchstone.Evaluation.Runs;

/// <summary>What a run was made of and what it gave, beside the table of its trials; nothing in it depends on when or how fast it ran.</summary>
public sealed record RunRecord
{
    /// <summary>Name of the data set.</summary>
    public required string DataName { get; init; }

    /// <summary>SHA-256 of its manifest.</summary>
    public required string DataHash { get; init; }

    /// <summary>Engine that examined.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Ids of calibrators and fusions that were applied.</summary>
    public required IReadOnlyList<string> Calibration { get; init; }

    /// <summary>The moment credentials were validated at.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of trials.csv.</summary>
    public required string TrialsHash { get; init; }

    /// <summary>Files that gave trials.</summary>
    public required int Files { get; init; }

    /// <summary>Entries that say nothing on the questions asked.</summary>
    public required int Unlabelled { get; init; }

    /// <summary>Files that gave no trial.</summary>
    public required IReadOnlyList<RunProblem> Problems { get; init; }

    /// <summary>What the leak check said on each question; empty where it was not run.</summary>
    public IReadOnlyDictionary<Question, LeakStatement> Leaks { get; init; } = new Dictionary<Question, LeakStatement>();

    /// <summary>Findings before and after harmless processing; empty where it was not measured.</summary>
    public IReadOnlyList<StabilityTrial> Stability { get; init; } = [];

    /// <summary>Every detector over all trials.</summary>
    public required IReadOnlyList<DetectorSummary> Summary { get; init; }

    /// <summary>Every detector on slices.</summary>
    public required IReadOnlyList<DetectorSummary> Slices { get; init; }
}

/// <summary>One finding before and after one harmless processing of its file.</summary>
/// <param name="Sha256">The file.</param>
/// <param name="Question">The question.</param>
/// <param name="DetectorId">The detector, or "fusion".</param>
/// <param name="Perturbation">What was done to the file.</param>
/// <param name="Flipped">Whether an alarm came or went, or a supported likelihood ratio changed its sign; null where neither could.</param>
/// <param name="AnswerLost">Whether something was measured before and nothing after; null where nothing was.</param>
public sealed record StabilityTrial(string Sha256, Question Question, string DetectorId, string Perturbation, bool? Flipped, bool? AnswerLost);

/// <summary>The files of a run: trials.csv and evaluation.json.</summary>
public static class RunFile
{
    /// <summary>Name of the table of trials.</summary>
    public const string TrialsName = "trials.csv";

    /// <summary>Name of the record.</summary>
    public const string RecordName = "evaluation.json";

    /// <summary>How records of evaluations and gates become JSON: names and enumerations camelCase, numbers without a finite value as strings.</summary>
    public static JsonSerializerOptions Json { get; } = Make();

    /// <summary>Writes both files; the table first, since the record holds its hash.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="record">The record, given the hash of the table.</param>
    public static RunRecord Write(string folder, IReadOnlyCollection<Trial> trials, Func<string, RunRecord> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var table = Path.Combine(folder, TrialsName);
        TrialFile.Write(table, trials);
        var written = record(Sha256.Of(File.ReadAllBytes(table)).Hex);
        File.WriteAllText(Path.Combine(folder, RecordName), JsonSerializer.Serialize(written, Json) + "\n");
        return written;
    }

    /// <summary>Reads trials, and the record beside them where there is one.</summary>
    /// <param name="path">The folder of a run, or a table alone.</param>
    /// <exception cref="TrialFileException">The table or the record cannot be read, or the record is of another table.</exception>
    public static (IReadOnlyList<Trial> Trials, string Hash, RunRecord? Record) Read(string path)
    {
        var table = Directory.Exists(path) ? Path.Combine(path, TrialsName) : path;
        var trials = TrialFile.Read(table);
        var hash = Sha256.Of(File.ReadAllBytes(table)).Hex;
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(table))!, RecordName);
        if (!Directory.Exists(path) || !File.Exists(beside)) return (trials, hash, null);
        try
        {
            var record = JsonSerializer.Deserialize<RunRecord>(File.ReadAllText(beside), Json) ?? throw new JsonException("It is null.");
            if (record.TrialsHash != hash) throw new TrialFileException(table, [new Reason(Codes.TrialTable, $"It is not the table that {RecordName} was written with. Run the evaluation again.")]);
            return (trials, hash, record);
        }
        catch (JsonException e)
        {
            throw new TrialFileException(beside, [new Reason(Codes.TrialTable, e.Message)]);
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            PropertyNameCaseInsensitive = false, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
