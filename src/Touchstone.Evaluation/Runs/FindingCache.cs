using System.Text;
using System.Text.Json;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Workbench.Documents;

namespace Touchstone.Evaluation.Runs;

/// <summary>What a cached finding belongs to.</summary>
internal readonly record struct FindingKey(string Specimen, string Engine, string Circumstances);

/// <summary>One line of the cache: what some detectors said about one specimen, without maps and texts.</summary>
internal sealed record CachedExamination(
    string Specimen, string Engine, string Circumstances, MediaKind Kind, string Format, string? Fault, IReadOnlyList<Finding> Findings)
{
    internal FindingKey Key() => new(Specimen, Engine, Circumstances);
}

/// <summary>Findings of earlier runs: lines of JSON, appended and flushed one by one, so that a run can be killed at any moment and goes on where it was.</summary>
/// <remarks>
/// A finding is found again by specimen hash, detector, its version, engine version and circumstances. A last line that was torn is
/// cut off when the cache is opened; a line that does not parse is as good as absent.
/// </remarks>
internal sealed class FindingCache : IDisposable
{
    private const string FileName = "findings.jsonl";
    private const string MomentName = "moment.txt";

    private readonly Dictionary<FindingKey, (MediaKind Kind, string Format, bool Faulted, Dictionary<(string Id, string Version), Finding> Findings)> _known = [];
    private readonly FileStream _file;

    /// <exception cref="IOException">The folder cannot be written, or another run uses it.</exception>
    internal FindingCache(string folder)
    {
        Directory.CreateDirectory(folder);
        _file = new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Load();
    }

    /// <summary>Lines that did not parse.</summary>
    internal int Damaged { get; private set; }

    /// <summary>The moment credentials are validated at: that of the folder's first run, so that a later day does not undo the cache.</summary>
    internal static DateTimeOffset Moment(string folder, DateTimeOffset otherwise)
    {
        var path = Path.Combine(folder, MomentName);
        if (File.Exists(path) && DateTimeOffset.TryParse(File.ReadAllText(path), System.Globalization.CultureInfo.InvariantCulture, out var kept)) return kept;
        Directory.CreateDirectory(folder);
        File.WriteAllText(path, otherwise.ToString("O", System.Globalization.CultureInfo.InvariantCulture) + "\n");
        return otherwise;
    }

    /// <summary>Kind and format of a specimen, and whether it could not be examined; null where it is not known.</summary>
    internal (MediaKind Kind, string Format, bool Faulted)? About(FindingKey key) => _known.TryGetValue(key, out var known) ? (known.Kind, known.Format, known.Faulted) : null;

    /// <summary>What a detector in its present version said, or null.</summary>
    internal Finding? Find(FindingKey key, IDetector detector) => _known.TryGetValue(key, out var known) ? known.Findings.GetValueOrDefault((detector.Id, detector.Version)) : null;

    /// <summary>Keeps what was said; on the disk before this returns.</summary>
    internal void Add(CachedExamination examination)
    {
        Take(examination);
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(examination, ExaminationJson.Complete));
        _file.WriteByte((byte)'\n');
        _file.Flush();
    }

    /// <summary>A finding without what a run has no use for.</summary>
    internal static Finding Slim(Finding finding) => finding with
    {
        Reason = finding.Reason with { Text = "" },
        Parameters = new Dictionary<string, string>(),
        Scores = [.. finding.Scores.Take(1)],
        Observations = [.. finding.Observations.Where(o => o.Weight > Weight.Note).Select(o => o with { Text = "", Innocent = "" })],
        Maps = [], Regions = [], Intervals = [], Series = [], Credentials = null, Evidence = null,
    };

    private void Load()
    {
        using var reader = new StreamReader(_file, new UTF8Encoding(false), false, 1 << 16, leaveOpen: true);
        long whole = 0;
        while (reader.ReadLine() is { } line)
        {
            var end = whole + Encoding.UTF8.GetByteCount(line) + 1;
            // The line feed is missing: the writer was stopped within this line.
            if (end > _file.Length) break;
            whole = end;
            if (Parse(line) is { } examination) Take(examination);
            else Damaged++;
        }
        _file.SetLength(whole);
        _file.Seek(0, SeekOrigin.End);
    }

    private static CachedExamination? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<CachedExamination>(line, ExaminationJson.Complete);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Take(CachedExamination examination)
    {
        var key = examination.Key();
        var findings = _known.TryGetValue(key, out var known) ? known.Findings : [];
        foreach (var finding in examination.Findings) findings[(finding.DetectorId, finding.DetectorVersion)] = finding;
        _known[key] = (examination.Kind, examination.Format, examination.Fault is not null, findings);
    }

    public void Dispose() => _file.Dispose();
}
