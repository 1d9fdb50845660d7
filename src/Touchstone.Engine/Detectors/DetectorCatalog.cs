namespace Touchstone.Engine.Detectors;

/// <summary>Every detector, in the order findings are reported. An explicit list: what is not here does not run.</summary>
public static class DetectorCatalog
{
    /// <summary>All detectors.</summary>
    public static IReadOnlyList<IDetector> All { get; } =
    [
        new Metadata.MetadataConsistency.MetadataConsistency(),
        new Metadata.JpegHistory.JpegHistory(),
        new Metadata.ContentCredentials.ContentCredentials(),
        new Metadata.GeneratorFingerprint.GeneratorFingerprint(),
        new Metadata.CredentialResidue.CredentialResidue(),
        new Metadata.ReferenceProfile.ReferenceProfile(),
        new Metadata.SavingApplication.SavingApplication(),
        new Metadata.FileDamage.FileDamage(),
        new Image.JpegGhost.JpegGhost(),
        new Image.JpegGrid.JpegGrid(),
        new Image.NoiseMismatch.NoiseMismatch(),
        new Image.CopyMove.CopyMove(),
        new Image.KeypointCopies.KeypointCopies(),
        new Image.DoubleJpeg.DoubleJpeg(),
        new Image.FirstDigits.FirstDigits(),
        new Image.ResidualPatterns.ResidualPatterns(),
        new Image.SynthesisCues.SynthesisCues(),
        new Image.SensorFingerprint.SensorFingerprint(),
        new Image.SensorGap.SensorGap(),
        new Image.CfaPattern.CfaPattern(),
        new Image.Resampling.Resampling(),
        new Image.HistogramComb.HistogramComb(),
        new Image.MedianStreaks.MedianStreaks(),
        new Image.ResampledPatch.ResampledPatch(),
        new Image.BlurMismatch.BlurMismatch(),
        new Audio.AudioSplice.AudioSplice(),
        new Video.VideoContainer.VideoContainer(),
    ];
}
