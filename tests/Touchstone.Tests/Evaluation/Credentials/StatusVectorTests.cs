using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Tests.Evaluation.Credentials;

public sealed class StatusVectorTests
{
    private static readonly IReadOnlyList<StatusVector> _vectors = StatusVectors.Make(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Codes => [.. _vectors.Select(v => v.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_vector_gives_its_code_and_no_failure_beside_it(string code)
    {
        var vector = _vectors.Single(v => v.Code == code);
        Status[] statuses = [.. Statuses(vector)];
        var given = string.Join(Environment.NewLine, statuses.Where(s => s.Kind == StatusKind.Failure).Select(s => $"{s.Code} {s.Url} {s.Explanation}"));
        Assert.True(statuses.Any(s => s.Code == code), $"{vector.What}: {code} is not given, but{Environment.NewLine}{given}");
        Assert.True(statuses.Where(s => s.Kind == StatusKind.Failure).All(s => s.Code == code || vector.Beside.Contains(s.Code)), $"{vector.What}: beside {code} there is{Environment.NewLine}{given}");
    }

    [Fact]
    public void Every_code_of_the_specification_has_a_vector_or_a_reason_why_not()
    {
        var codes = StatusCatalog.All.Where(d => d.Origin == "2.2").Select(d => d.Code).Order(StringComparer.Ordinal);
        Assert.Equal(codes, _vectors.Select(v => v.Code).Concat(StatusVectors.Without.Keys).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Status> Statuses(StatusVector vector)
    {
        var report = CredentialValidator.Validate(AssetBytes.Of(vector.Asset), vector.Options, vector.Companions, TestContext.Current.CancellationToken);
        return report.Active.Concat(report.Deltas.SelectMany((IngredientDelta d) => d.Statuses));
    }
}
