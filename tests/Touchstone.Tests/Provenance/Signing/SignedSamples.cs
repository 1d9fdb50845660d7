using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Signing;

namespace Touchstone.Tests.Provenance.Signing;

/// <summary>Small signed files for the tests of this folder.</summary>
internal static class SignedSamples
{
    internal static readonly DateTimeOffset At = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    internal static ManifestBuilder Created(NewBinding binding = NewBinding.Automatic, bool isCompressed = false) =>
        new ManifestBuilder(new GeneratorInfo("Touchstone tests", "1.0")) { Title = "sample", Binding = binding, IsCompressed = isCompressed, Thumbnail = new Thumbnail("image/jpeg", SampleMedia.Jpeg()) }
            .Add(ManifestAction.Created(SourceType.DigitalCreation) with { When = At, SoftwareAgent = new GeneratorInfo("Touchstone tests") });

    /// <summary>A manifest whose thumbnail takes several segments.</summary>
    internal static ManifestBuilder Large() => new ManifestBuilder(new GeneratorInfo("Touchstone tests")) { Thumbnail = new Thumbnail("image/png", new byte[200_000]) }.Add(ManifestAction.Created(SourceType.DigitalCreation));

    internal static ManifestSigner With(ManifestSigner signer, Func<ReadOnlyMemory<byte>, byte[]> timeStamp, int room = 16 << 10) => new(signer.Key, signer.Chain) { TimeStamp = timeStamp, TimeStampRoom = room };

    internal static byte[] Sample(string format) => format switch
    {
        "jpg" => SampleMedia.Jpeg(),
        "png" => SampleMedia.Png(),
        "wav" => SampleMedia.Wav(),
        _ => SampleMedia.Mp4(),
    };

    internal static byte[] Signed(string format, ManifestBuilder builder, ManifestSigner signer) => Signed(Sample(format), builder, signer);

    internal static byte[] Signed(byte[] asset, ManifestBuilder builder, ManifestSigner signer)
    {
        using var output = new MemoryStream();
        AssetSigner.Sign(AssetBytes.Of(asset), builder, signer, output, TestContext.Current.CancellationToken);
        return output.ToArray();
    }
}
