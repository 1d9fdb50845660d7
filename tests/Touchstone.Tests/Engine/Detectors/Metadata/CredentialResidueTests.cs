using System.Text;
using Touchstone.Engine;
using Touchstone.Engine.Detectors.Metadata.CredentialResidue;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Residue;
using static Touchstone.Tests.Media.Metadata.Bytes;

namespace Touchstone.Tests.Engine.Detectors.Metadata;

// Origin of the vectors: a JPEG built here around an XMP packet after C2PA 2.2 §11.4; the shared files come from public repositories.
public sealed class CredentialResidueTests
{
    private static byte[] Jpeg(string pointer) => JpegFile(8, 8, Segment(0xE1, [.. Ascii("http://ns.adobe.com/xap/1.0/\0"), .. Encoding.UTF8.GetBytes(
        $"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:d='http://purl.org/dc/terms/' d:provenance='{pointer}'/></rdf:RDF>")]));

    [Fact]
    public void A_pointer_to_a_store_that_is_gone_is_an_anomaly_with_its_innocent_explanation()
    {
        var finding = Examine(Jpeg("self#jumbf=/c2pa/urn:c2pa:1/c2pa.claim"));
        var observation = Assert.Single(finding.Observations);
        Assert.Equal((FindingState.Measured, ResidueCode.StoreMissing, Weight.Anomaly), (finding.State, observation.Rule, observation.Weight));
        Assert.NotEmpty(observation.Innocent);
        Assert.NotNull(observation.Offset);
        Assert.True(finding.StandsOut());
    }

    [Fact]
    public void A_manifest_kept_elsewhere_is_a_note()
    {
        var finding = Examine(Jpeg("https://manifests.example/1"));
        Assert.Equal((ResidueCode.RemoteOnly, Weight.Note), (finding.Observations[0].Rule, finding.Observations[0].Weight));
        Assert.False(finding.StandsOut());
    }

    [Fact]
    public void A_file_without_pointers_is_not_applicable() =>
        Assert.Equal((FindingState.NotApplicable, Codes.NotApplicableNoTrace), (Examine(JpegFile(8, 8)).State, Examine(JpegFile(8, 8)).Reason.Code));

    [Theory]
    [InlineData("c2pa-rs/video1_no_manifest.mp4", ResidueCode.StoreMissing)]
    [InlineData("generated/mut-transplant.jpg", ResidueCode.LabelNotInStore)]
    [InlineData("generated/remote-only.jpg", ResidueCode.RemoteOnly)]
    [InlineData("c2pa-rs/cloudx.jpg", ResidueCode.RemoteOnly)]
    public void Shared_files_that_lost_their_credentials_are_told(string file, string code) =>
        Assert.Contains(Examine(File.ReadAllBytes(SharedData.Path("data", "c2pa", "files", file))).Observations, o => o.Rule == code);

    private static Finding Examine(byte[] bytes)
    {
        Assert.True(Intake.TryOpen("made", bytes, Limits.Default, out var specimen, out _));
        using (specimen)
            return new CredentialResidue().Examine(specimen, new Circumstances(new ValidationOptions { At = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero) }), TestContext.Current.CancellationToken);
    }
}
