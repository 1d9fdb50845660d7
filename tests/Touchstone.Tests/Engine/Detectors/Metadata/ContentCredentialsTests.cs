using Touchstone.Engine;
using Touchstone.Engine.Detectors.Metadata.ContentCredentials;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Tests.Engine.Detectors.Metadata;

/// <summary>Vectors: origin, the shared credentials set (see its manifest), and pictures rendered here that carry no credentials.</summary>
public sealed class ContentCredentialsTests
{
    private static Finding Examine(string name, byte[] bytes, DateTimeOffset? at = null)
    {
        Assert.True(Intake.TryOpen(name, bytes, Limits.Default, out var specimen, out var fault, TestContext.Current.CancellationToken), fault?.Message);
        using (specimen) return new ContentCredentials().Examine(specimen, new Circumstances(new ValidationOptions { At = at ?? DetectorRuns.At }), TestContext.Current.CancellationToken);
    }

    private static Finding Shared(string file) => Examine(file, File.ReadAllBytes(SharedData.Path("data", "c2pa", "files", file)));

    [Fact]
    public void A_file_without_credentials_is_not_applicable_and_nothing_is_held_against_it()
    {
        var finding = Examine("a.jpg", JpegWriter.Save(new SimulatedCamera(1).Take(new RenderedScene(1), 64, 64, 1), 90));
        Assert.Equal(FindingState.NotApplicable, finding.State);
        Assert.Equal(CredentialState.None, finding.Credentials!.State);
        Assert.Empty(finding.Observations);
    }

    [Fact]
    public void Credentials_that_hold_are_measured_and_stand_out_by_nothing()
    {
        var finding = Shared("generated/alg-es256.jpg");
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.Equal(CredentialState.Valid, finding.Credentials!.State);
        Assert.DoesNotContain(finding.Observations, o => o.Weight > Weight.Note);
        Assert.InRange(finding.Scores[0].Value, 1, 100);
    }

    [Fact]
    public void One_flipped_bit_of_the_picture_breaks_the_integrity_and_stands_out()
    {
        var finding = Shared("generated/mut-asset-flip.jpg");
        Assert.Equal(CredentialState.Invalid, finding.Credentials!.State);
        Assert.Contains(finding.Observations, o => o is { Rule: "credentials.integrity", Weight: Weight.Anomaly });
        Assert.True(finding.StandsOut());
    }

    [Fact]
    public void The_finding_says_which_rules_lists_and_moment_it_was_held_against()
    {
        var finding = Shared("generated/alg-es256.jpg");
        Assert.Equal(["at", "policy", "trust"], finding.Parameters.Keys.Order());
        Assert.Equal("2026-11-23T23:59:59Z", finding.Parameters["at"]);
    }
}
