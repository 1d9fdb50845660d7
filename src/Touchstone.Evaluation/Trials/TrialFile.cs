using System.Globalization;
using CsvHelper;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Evaluation.Trials;

/// <summary>Trials as a table: CSV (RFC 4180, UTF-8), one row per trial; what was written reads back exactly.</summary>
/// <remarks>
/// Numbers are invariant and written so that the same bits come back ("R"); an empty field is null or, for a slice column, absent.
/// Slice columns follow the fixed ones, prefixed "col." and in ordinal order of their names.
/// </remarks>
public static class TrialFile
{
    private const string Prefix = "col.";
    private const int MostErrors = 20;

    // Added later: a table without it says nothing of it.
    private const string StandsOut = "standsOut";

    private static readonly string[] Fixed =
        ["path", "sha256", "manipulated", "cluster", "split", "question", "detectorId", "detectorVersion", "state", "code", "scoreName", "score", "llr", "alarm"];

    /// <summary>Writes a table; the file appears under its name only when it is complete.</summary>
    /// <param name="path">The file; replaced where there is one.</param>
    /// <param name="trials">Rows, in their order.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyCollection<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var partial = path + ".partial";
        string[] columns = [.. trials.SelectMany(t => t.Columns.Keys).Distinct().Order(StringComparer.Ordinal)];
        using (var csv = CsvWriter.ToFile(partial, CsvWriterOptions.Default with { NewLine = "\n" }))
        {
            csv.WriteRecord([.. Fixed, StandsOut, .. columns.Select(c => Prefix + c)]);
            foreach (var trial in trials)
            {
                foreach (var field in Fields(trial)) csv.WriteField(field);
                foreach (var column in columns) csv.WriteField(trial.Columns.GetValueOrDefault(column) ?? "");
                csv.EndRecord();
            }
        }
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="TrialFileException">The file is no such table; every error is named, up to a bound.</exception>
    public static IReadOnlyList<Trial> Read(string path)
    {
        var errors = new List<Reason>();
        var trials = new List<Trial>();
        try
        {
            using var csv = CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = ',', FieldCountMismatch = CsvFieldCountHandling.Allow, PoolStrings = true });
            csv.ReadHeader();
            var layout = Layout.Of([.. csv.Headers.ToArray().Select(h => h.ToString())], errors);
            while (layout is not null && errors.Count < MostErrors && csv.Read())
                if (layout.Read(csv, trials.Count + 2, errors) is { } trial) trials.Add(trial);
        }
        catch (Exception e) when (e is CsvFormatException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            errors.Add(new Reason(Codes.TrialTable, e.Message));
        }
        return errors.Count > 0 ? throw new TrialFileException(path, errors) : trials;
    }

    private static string[] Fields(Trial t) =>
    [
        t.Path, t.Sha256, Text(t.Manipulated), t.Cluster, t.Split, Camel(t.Question.ToString()), t.DetectorId, t.DetectorVersion, Camel(t.State.ToString()), t.Code,
        t.ScoreName ?? "", Text(t.Score), Text(t.Llr), Text(t.Alarm), Text(t.StandsOut),
    ];

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(bool? value) => value is { } known ? Text(known) : "";

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>Where each column stands.</summary>
    private sealed record Layout(int[] At, int? StandsOutAt, (int Index, string Name)[] Columns, int Width)
    {
        internal static Layout? Of(string[] headers, List<Reason> errors)
        {
            int[] at = [.. Fixed.Select(f => Array.IndexOf(headers, f))];
            var missing = Fixed.Where((_, i) => at[i] < 0).ToArray();
            if (missing.Length > 0) errors.Add(new Reason(Codes.TrialTable, $"There is no column {string.Join(", ", missing)}."));
            (int, string)[] columns = [.. headers.Select((h, i) => (i, h)).Where(c => c.h.StartsWith(Prefix, StringComparison.Ordinal)).Select(c => (c.i, c.h[Prefix.Length..]))];
            return missing.Length > 0 ? null : new Layout(at, Array.IndexOf(headers, StandsOut) is var stands and >= 0 ? stands : null, columns, headers.Length);
        }

        internal Trial? Read(CsvReader csv, int row, List<Reason> errors)
        {
            var before = errors.Count;
            if (csv.FieldCount != Width)
            {
                errors.Add(new Reason(Codes.TrialValue, $"Row {row} has {csv.FieldCount} fields; the header has {Width}."));
                return null;
            }
            string Field(int column) => csv.GetString(At[column]);
            T? Parsed<T>(int column, Func<string, T?> parse, bool required) where T : struct
            {
                var text = Field(column);
                if (text.Length == 0 && !required) return null;
                var value = parse(text);
                if (value is null) errors.Add(new Reason(Codes.TrialValue, $"Row {row}, {Fixed[column]}: '{text}' is no such value."));
                return value;
            }
            var trial = new Trial
            {
                Path = Field(0), Sha256 = Field(1), Manipulated = Parsed(2, Boolean, true) ?? false, Cluster = Field(3), Split = Field(4),
                Question = Parsed(5, Enumerated<Question>, true) ?? default, DetectorId = Field(6), DetectorVersion = Field(7),
                State = Parsed(8, Enumerated<FindingState>, true) ?? default, Code = Field(9),
                ScoreName = Field(10) is { Length: > 0 } name ? name : null,
                Score = Parsed(11, Number, false), Llr = Parsed(12, Number, false), Alarm = Parsed(13, Boolean, false), StandsOut = StandsOutAt is { } at ? Boolean(csv.GetString(at)) : null,
                Columns = Columns.Select(c => (c.Name, Value: csv.GetString(c.Index))).Where(c => c.Value.Length > 0).ToDictionary(c => c.Name, c => c.Value),
            };
            return errors.Count == before ? trial : null;
        }

        private static bool? Boolean(string text) => text switch { "true" => true, "false" => false, _ => null };

        private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

        private static T? Enumerated<T>(string text) where T : struct, Enum =>
            Enum.GetValues<T>().Where(v => Camel(v.ToString()) == text).Select(v => (T?)v).FirstOrDefault();
    }
}

/// <summary>A file that is no table of trials.</summary>
/// <param name="path">The file.</param>
/// <param name="errors">What is wrong, each with its code.</param>
public sealed class TrialFileException(string path, IReadOnlyList<Reason> errors)
    : Exception($"{path} is no table of trials: {string.Join(" ", errors.Select(e => $"{e.Text} ({e.Code})"))}")
{
    /// <summary>What is wrong, each with its code.</summary>
    public IReadOnlyList<Reason> Errors { get; } = errors;
}
