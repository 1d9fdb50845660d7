using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets.Leaks;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets.Cards;

/// <summary>Files with one value of a column.</summary>
/// <param name="Value">The value; "" = not stated.</param>
/// <param name="Files">All of them.</param>
/// <param name="Authentic">Those authentic.</param>
/// <param name="Manipulated">Those manipulated.</param>
public sealed record CardCount(string Value, int Files, int Authentic, int Manipulated);

/// <summary>One column of a card.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Values">Number of values.</param>
/// <param name="Counts">The most frequent values first, at most <see cref="MostValues"/>.</param>
public sealed record CardColumn(string Name, int Values, IReadOnlyList<CardCount> Counts)
{
    /// <summary>Values that are listed.</summary>
    public const int MostValues = 40;
}

/// <summary>How a quantity is spread over the files.</summary>
/// <param name="Name">Name with unit.</param>
/// <param name="Files">Files it is known of.</param>
/// <param name="Sum">Sum, where it makes sense, else NaN.</param>
/// <param name="Least">Smallest.</param>
/// <param name="Median">Median.</param>
/// <param name="Most">Largest.</param>
public sealed record CardSpread(string Name, int Files, double Sum, double Least, double Median, double Most);

/// <summary>What of a set is independent.</summary>
/// <param name="Subjects">People or objects.</param>
/// <param name="Sessions">Recording sessions or sources.</param>
/// <param name="Clusters">Clusters that intervals draw.</param>
public sealed record CardIndependence(int Subjects, int Sessions, int Clusters);

/// <summary>The card of a data set: what it holds, what was found wrong with it, what it is for and what it lacks (after Gebru et al. 2021, "Datasheets for datasets").</summary>
public sealed record DataSetCard
{
    /// <summary>Name of the set.</summary>
    public required string Name { get; init; }

    /// <summary>Hash of its manifest.</summary>
    public required string Hash { get; init; }

    /// <summary>Files.</summary>
    public required int Files { get; init; }

    /// <summary>Authentic files.</summary>
    public required int Authentic { get; init; }

    /// <summary>Manipulated files.</summary>
    public required int Manipulated { get; init; }

    /// <summary>Subjects, sessions, and clusters for intervals.</summary>
    public required CardIndependence Independent { get; init; }

    /// <summary>Label, question, split, and every column that groups files.</summary>
    public required IReadOnlyList<CardColumn> Columns { get; init; }

    /// <summary>Bytes, durations, sizes; empty where the files were not opened.</summary>
    public required IReadOnlyList<CardSpread> Spreads { get; init; }

    /// <summary>Issues of the manifest by code.</summary>
    public required IReadOnlyDictionary<string, int> Issues { get; init; }

    /// <summary>What the leak check found, or null where it was not run.</summary>
    public LeakReport? Leaks { get; init; }

    /// <summary>What it is meant for, in the words of who keeps it.</summary>
    public required string IntendedUse { get; init; }

    /// <summary>What it lacks, one sentence each, told from the numbers.</summary>
    public required IReadOnlyList<string> Gaps { get; init; }

    /// <summary>Makes the card of a set.</summary>
    /// <param name="reading">The set and the issues of its manifest.</param>
    /// <param name="survey">What opening the files told, one per entry, or null.</param>
    /// <param name="leaks">The leak check, or null.</param>
    /// <param name="intendedUse">What it is meant for.</param>
    /// <exception cref="ArgumentException">The survey is of another set.</exception>
    public static DataSetCard Of(DataSetReading reading, IReadOnlyList<SurveyedFile>? survey, LeakReport? leaks, string intendedUse)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var entries = reading.Set.Entries;
        if (survey is not null && survey.Count != entries.Count) throw new ArgumentException("The survey has one file per entry.", nameof(survey));
        return new DataSetCard
        {
            Name = reading.Set.Name, Hash = reading.Set.Hash, Files = entries.Count,
            Authentic = entries.Count(e => e.Truth == Truth.Authentic), Manipulated = entries.Count(e => e.Truth == Truth.Manipulated),
            Independent = new(entries.SelectMany(Clusters.SubjectsOf).Distinct().Count(), entries.Select(e => e.Session).Where(s => s.Length > 0).Distinct().Count(), Clusters.Of(entries, everySubject: false).Distinct().Count()),
            Columns = CardColumns.Of(entries, survey), Spreads = survey is null ? [] : CardSpreads.Of(survey),
            Issues = reading.Issues.CountBy(i => i.Code).OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(c => c.Key, c => c.Value),
            Leaks = leaks, IntendedUse = intendedUse, Gaps = [.. CardGaps.Of(entries, survey)],
        };
    }
}

/// <summary>Columns of a card.</summary>
internal static class CardColumns
{
    // A column with more values than this share of the files names files, it does not group them.
    private const double GroupingShare = 0.2;
    private const int AlwaysGrouping = 12;

    private static readonly string[] _wanted = ["generator", "camera", "codec", "licence", "license", "consent", "kind"];

    internal static IReadOnlyList<CardColumn> Of(IReadOnlyList<DataSetEntry> entries, IReadOnlyList<SurveyedFile>? survey)
    {
        var columns = new List<CardColumn>
        {
            Count("label", entries, e => [e.Label]),
            Count("question", entries, e => e.Questions.Count > 0 ? e.Questions.Select(q => q.ToString()) : [""]),
            Count("split", entries, e => [e.Split]),
        };
        if (survey is not null)
        {
            var kinds = entries.Zip(survey, (e, s) => (Entry: e, File: s)).ToDictionary(p => p.Entry.Path, p => p.File.Facts.Texts.GetValueOrDefault("format", p.File.Fault?.Code ?? ""), StringComparer.Ordinal);
            columns.Add(Count("format", entries, e => [kinds[e.Path]]));
        }
        foreach (var name in entries.SelectMany(e => e.Columns.Keys).Distinct().ToList())
        {
            var column = Count(name, entries, e => [e.Columns.GetValueOrDefault(name, "")]);
            if (_wanted.Contains(name) || column.Values <= Math.Max(AlwaysGrouping, GroupingShare * entries.Count / 10)) columns.Add(column);
        }
        return columns;
    }

    private static CardColumn Count(string name, IReadOnlyList<DataSetEntry> entries, Func<DataSetEntry, IEnumerable<string>> values)
    {
        var counts = entries.SelectMany(e => values(e).Select(v => (Value: v, e.Truth))).GroupBy(p => p.Value, p => p.Truth)
            .Select(g => new CardCount(g.Key, g.Count(), g.Count(t => t == Truth.Authentic), g.Count(t => t == Truth.Manipulated)))
            .OrderByDescending(c => c.Files).ThenBy(c => c.Value, StringComparer.Ordinal).ToList();
        return new CardColumn(name, counts.Count, [.. counts.Take(CardColumn.MostValues)]);
    }
}

/// <summary>Spreads of a card.</summary>
internal static class CardSpreads
{
    internal static IReadOnlyList<CardSpread> Of(IReadOnlyList<SurveyedFile> survey)
    {
        (string Name, string Fact, Func<double, double> Back, bool Adds)[] wanted =
        [
            ("size, bytes", "bytes-log2", v => Math.Round(Math.Pow(2, v)), true), ("duration, seconds", "duration-s", v => v, true),
            ("width, pixels", "width-log2", v => Math.Round(Math.Pow(2, v)), false), ("height, pixels", "height-log2", v => Math.Round(Math.Pow(2, v)), false), ("JPEG quality", "jpeg-quality", v => v, false),
        ];
        var spreads = new List<CardSpread>();
        foreach (var (name, fact, back, adds) in wanted)
        {
            double[] values = [.. survey.Where(s => s.Facts.Numbers.ContainsKey(fact)).Select(s => back(s.Facts.Numbers[fact])).Order()];
            if (values.Length > 0) spreads.Add(new CardSpread(name, values.Length, adds ? values.Sum() : double.NaN, values[0], values[values.Length / 2], values[^1]));
        }
        return spreads;
    }
}

/// <summary>Gaps of a card.</summary>
internal static class CardGaps
{
    // Below this many clusters of a class no interval is narrow enough for a gate at 5 % (Clopper–Pearson, no error seen).
    private const int FewestClusters = 59;

    internal static IEnumerable<string> Of(IReadOnlyList<DataSetEntry> entries, IReadOnlyList<SurveyedFile>? survey)
    {
        if (entries.Count == 0)
        {
            yield return "The set is empty.";
            yield break;
        }
        var clusters = Clusters.Of(entries, everySubject: false);
        foreach (var truth in (Truth[])[Truth.Authentic, Truth.Manipulated])
        {
            var count = entries.Zip(clusters).Where(p => p.First.Truth == truth).Select(p => p.Second).Distinct().Count();
            if (count < FewestClusters) yield return $"Only {count:N0} independent clusters of {(truth == Truth.Authentic ? "authentic" : "manipulated")} files: a rate of 5 % needs {FewestClusters} to be shown.";
        }
        foreach (var question in Enum.GetValues<Question>().Where(q => q is not (Question.History or Question.Provenance) && !entries.Any(e => e.Questions.Contains(q))))
            yield return $"Nothing answers {question} with yes.";
        string[] splits = [.. entries.Select(e => e.Split).Distinct()];
        foreach (var split in splits.Where(s => s.Length > 0).Order(StringComparer.Ordinal))
            foreach (var generator in entries.Where(e => e.Split == split && e.Truth == Truth.Manipulated).GroupBy(e => e.Columns.GetValueOrDefault("generator", "")).Where(g => g.Key.Length > 0 && g.Count() > 0.8 * entries.Count(e => e.Split == split && e.Truth == Truth.Manipulated)))
                yield return $"In {split}, one generator made {generator.Count():N0} of the manipulated files ({generator.Key}): other generators are not tested.";
        if (splits is [""]) yield return "The set is not divided.";
        if (entries.All(e => LabelVocabulary.IsUnstated(e.Columns.GetValueOrDefault("consent", "")))) yield return "Consent of the people shown or heard is not stated.";
        if (entries.Any(e => LabelVocabulary.IsUnstated(e.Columns.GetValueOrDefault("licence", e.Columns.GetValueOrDefault("license", ""))))) yield return "Some files state no licence.";
        if (entries.All(e => DataSetDates.Of(e) is null)) yield return "No file states when it was captured.";
        if (!entries.Any(e => e.Subject.Length > 0)) yield return "No file states a subject.";
        if (survey?.Count(s => s.Fault is { Kind: FaultKind.Damaged }) is > 0 and var unread) yield return $"{unread:N0} files cannot be read.";
    }
}
