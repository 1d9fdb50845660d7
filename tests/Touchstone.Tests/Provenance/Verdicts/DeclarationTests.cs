using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Tests.Provenance.Verdicts;

public sealed class DeclarationTests
{
    [Theory]
    [InlineData(DeclarationKind.Generated, "c2pa.created:trainedAlgorithmicMedia")]
    [InlineData(DeclarationKind.Generated, "c2pa.opened:|c2pa.created:digitalCapture|c2pa.created:trainedAlgorithmicMedia")]
    [InlineData(DeclarationKind.PartlyGenerated, "c2pa.edited:compositeWithTrainedAlgorithmicMedia|c2pa.created:digitalCapture")]
    [InlineData(DeclarationKind.Edited, "c2pa.cropped:|c2pa.created:digitalCapture")]
    [InlineData(DeclarationKind.Captured, "c2pa.created:digitalCapture")]
    [InlineData(DeclarationKind.None, "c2pa.created:")]
    [InlineData(DeclarationKind.None, "c2pa.created:somethingNew")]
    [InlineData(DeclarationKind.None, "")]
    public void The_strongest_declaration_of_the_history_counts(DeclarationKind kind, string manifests) =>
        Assert.Equal(kind, Declaration.Of([.. manifests.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Manifest)]).Kind);

    [Fact]
    public void Only_software_that_generated_is_named_as_generating()
    {
        var declaration = Declaration.Of([Manifest("c2pa.edited:"), Manifest("c2pa.created:trainedAlgorithmicMedia") with { Generators = ["Painter 2"] }]);
        Assert.Equal(["Painter 2"], declaration.Generators);
    }

    private static ManifestReport Manifest(string action) => new()
    {
        Label = action, Kind = ManifestKind.Standard, ClaimVersion = 2,
        Actions = [new ActionReport(action.Split(':')[0], null, null, action.Split(':')[1] is { Length: > 0 } type ? type : null, null)],
    };
}
