using Touchstone.Engine.Detectors;
using Touchstone.Engine.Detectors.Image.CfaPattern;
using Touchstone.Engine.Detectors.Image.DoubleJpeg;
using Touchstone.Engine.Detectors.Image.JpegGhost;
using Touchstone.Engine.Detectors.Image.JpegGrid;
using Touchstone.Engine.Detectors.Image.NoiseMismatch;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Jpeg;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>
/// Origin of the vectors: a file of <see cref="JpegScenes"/>, changed by a few bytes so that its pixels decode and its coefficients are not read: a segment of hierarchical coding after its only scan,
/// which decoders of pixels do not reach, or a quantisation step of 0.
/// </summary>
public sealed class UnreadSaveTests
{
    private static readonly byte[] Plain = JpegScenes.Jpeg(JpegScenes.Scene(320, 288, 5), 95);

    private static readonly IDetector[] Detectors = [new JpegGhost(), new JpegGrid(), new NoiseMismatch(), new CfaPattern(), new DoubleJpeg()];

    public static TheoryData<string, bool> Cases => new(Detectors.SelectMany(d => new[] { (d.Id, false), (d.Id, true) }));

    [Theory, MemberData(nameof(Cases))]
    public void A_JPEG_whose_coefficients_cannot_be_read_is_not_taken_for_one_never_saved(string id, bool isDamaged)
    {
        using var specimen = JpegScenes.Open(isDamaged ? Damaged() : Hierarchical());
        Assert.NotNull(specimen.Pixels.Value);
        Assert.Null(specimen.Coefficients.Value);
        var finding = Detectors.Single(d => d.Id == id).Examine(specimen, TestContext.Current.CancellationToken);
        Assert.Equal(isDamaged ? (FindingState.Failed, Codes.JpegDamaged) : (FindingState.NotApplicable, Codes.JpegUnsupported), (finding.State, finding.Reason.Code));
        Assert.Empty(finding.Scores);
    }

    [Fact]
    public void The_same_file_as_it_was_is_read()
    {
        using var specimen = JpegScenes.Open(Plain);
        Assert.All(Detectors.SkipLast(2), d => Assert.NotEqual(FindingState.Failed, d.Examine(specimen, TestContext.Current.CancellationToken).State));
        Assert.NotNull(specimen.Coefficients.Value);
    }

    // DHP (T.81 B.3.2) with a length and no content, before the end of the image.
    private static byte[] Hierarchical() => [.. Plain[..^2], 0xFF, JpegMarkers.Dhp, 0, 2, .. Plain[^2..]];

    // The last step of the first table, of the highest frequency.
    private static byte[] Damaged()
    {
        var file = (byte[])Plain.Clone();
        var table = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, JpegMarkers.Dqt]);
        file[table + 4 + 64] = 0;
        return file;
    }
}
