using Touchstone.Evaluation.Credentials;
using Touchstone.Evaluation.Estimates;
using Touchstone.Provenance;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>How many status codes of the specification a vector makes occur: rightly, and without a failure beside it that does not follow from the same fault.</summary>
internal static class StatusFigures
{
    private const int Wanted = 60;

    internal static IEnumerable<Figure> Measure(CancellationToken cancel)
    {
        var codes = StatusCatalog.All.Count(d => d.Origin == "2.2");
        var vectors = StatusVectors.Make(CredentialVectors.At);
        List<string> missed = [];
        HashSet<string> exercised = [];
        foreach (var vector in vectors)
        {
            var report = CredentialValidator.Validate(AssetBytes.Of(vector.Asset), vector.Options, vector.Companions, cancel);
            Status[] statuses = [.. report.Active, .. report.Deltas.SelectMany(d => d.Statuses)];
            var others = statuses.Where(s => s.Kind == StatusKind.Failure && s.Code != vector.Code && !vector.Beside.Contains(s.Code)).Select(s => s.Code).Distinct();
            if (statuses.Any(s => s.Code == vector.Code) && !others.Any()) exercised.Add(vector.Code);
            else missed.Add($"{vector.Code} ({string.Join(", ", others.DefaultIfEmpty("not given"))})");
        }
        yield return new Figure($"status codes of C2PA 2.2 that a vector makes occur, of {codes}", Estimate.Point(exercised.Count, codes), Target.NoLessThan(Wanted),
            $"without one: {string.Join(", ", StatusVectors.Without.Keys.Order(StringComparer.Ordinal))}{(missed.Count > 0 ? "; missed: " + string.Join(", ", missed) : "")}");
    }
}
