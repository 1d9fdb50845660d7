using System.Reflection;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Metadata.SavingApplication;

/// <summary>Says which known applications and platforms write a JPEG like this, and how particular that is.</summary>
/// <remarks>Source: applications.csv beside this file, each row with its own; Giudice, Paratore, Moltisanti, Battiato, ICIAP 2017, for the approach. A description: it alarms at nothing.</remarks>
public sealed class SavingApplication : IDetector
{
    private static readonly Lazy<IReadOnlyList<KnownApplication>> _known = new(Load);

    /// <summary>Number of rows of the table.</summary>
    public static int KnownApplications => _known.Value.Count;

    /// <summary>The rows.</summary>
    internal static IReadOnlyList<KnownApplication> Rows => _known.Value;

    /// <inheritdoc/>
    public string Id => nameof(SavingApplication);

    /// <inheritdoc/>
    public string Version => "1.1";

    /// <inheritdoc/>
    public Question Question => Question.History;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (specimen.Format != MediaFormat.Jpeg) return this.NotApplicable(Codes.NotApplicableFormat, "The table holds how applications write JPEG files.");
        if (!specimen.Container.TryGet(out _, out var fault)) return this.Without(fault);
        if (WrittenFile.Of(specimen, specimen.Metadata.Value) is not { } file)
            return this.Failed(Codes.ContainerDamaged, "The file has no frame header, so nothing says how it was written. Get a complete copy.");
        var fitting = _known.Value.Where(a => a.Fits(file)).OrderBy(a => a.Kind).ToList();
        return this.Described(Summary(fitting)) with
        {
            Scores = [new Score("known applications that write like this", fitting.Count, "applications", Direction.Descriptive, null)],
            Observations = [.. fitting.Select(a => new Observation("saved.as-by", Weight.Note, $"As {a.Name} writes: {Particular(a.Kind)} (source: {a.Source}; {a.Date}).", "Any program may write so; the table says who is known to.", null))],
            Parameters = new Dictionary<string, string> { ["table"] = $"{KnownApplications} rows, November 2026" },
        };
    }

    private static string Summary(List<KnownApplication> fitting)
    {
        if (fitting.Count == 0) return $"None of the {KnownApplications} known applications writes like this; cameras and many programs are not among them.";
        var best = fitting.TakeWhile(a => a.Kind == fitting[0].Kind).ToList();
        var names = string.Join("; ", best.Select(a => a.Name));
        return best[0].Kind switch
        {
            ApplicationKind.Mark => $"The file carries a mark of {names}.",
            ApplicationKind.Layout => $"The segments lie as {names} writes them; others may lay them so too.",
            ApplicationKind.Settings => $"Settings and size are those of {names}; many programs can be set so.",
            _ => $"Standard settings: {names}. Any of many programs writes so.",
        };
    }

    private static string Particular(ApplicationKind kind) => kind switch
    {
        ApplicationKind.Mark => "it names itself",
        ApplicationKind.Layout => "an order of segments it is known for",
        ApplicationKind.Settings => "standard tables and a size that others use too, not particular",
        _ => "standard tables, any of many",
    };

    private static List<KnownApplication> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("data/applications.csv") ?? throw new InvalidOperationException("applications.csv does not travel in the assembly.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Skip(1).Select(KnownApplication.Parse)];
    }
}
