using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>Processing that changes the message, with an exact record of where: what a specimen becomes that no longer shows what was captured.</summary>
public abstract record Manipulation
{
    /// <summary>Stable name: "splice-feathered", "voice-replace".</summary>
    public required string Name { get; init; }

    /// <summary>Questions whose answer becomes yes.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>What is done, with the ranges that chance draws from.</summary>
    public required string Description { get; init; }

    /// <summary>The traces it leaves, for the reader who compares them with findings.</summary>
    public required string History { get; init; }

    /// <summary>Paper of the method, or "own".</summary>
    public required string Source { get; init; }

    /// <summary>Whether a second medium gives a part.</summary>
    public bool NeedsDonor { get; init; }

    /// <summary>What it is applied to.</summary>
    public abstract MediaKind Kind { get; }
}

/// <summary>A manipulation of a still image.</summary>
/// <param name="Apply">Pixels in; changed pixels with their mask out, or the coded reason why this picture is not suitable.</param>
public sealed record ImageManipulation(Func<ImageEdit, View<EditedImage>> Apply) : Manipulation
{
    /// <inheritdoc/>
    public override MediaKind Kind => MediaKind.Image;
}

/// <summary>A manipulation of a voice recording.</summary>
/// <param name="Apply">Samples in; changed samples with their intervals out, or the coded reason why this recording is not suitable.</param>
public sealed record VoiceManipulation(Func<VoiceEdit, View<EditedVoice>> Apply) : Manipulation
{
    /// <inheritdoc/>
    public override MediaKind Kind => MediaKind.Audio;
}

/// <summary>What a picture is changed with.</summary>
/// <param name="Target">The picture to change; not written to.</param>
/// <param name="Donor">The picture that gives a part, or null.</param>
/// <param name="Chance">Draws every parameter.</param>
public sealed record ImageEdit(RgbImage Target, RgbImage? Donor, Seeded Chance)
{
    /// <summary>Where a face is, when that is known; otherwise it is looked for by skin colour.</summary>
    public FaceEllipse? Face { get; init; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancel { get; init; }
}

/// <summary>An upright ellipse around a face, pixels.</summary>
/// <param name="CentreX">Centre, from the left.</param>
/// <param name="CentreY">Centre, from the top.</param>
/// <param name="RadiusX">Half width.</param>
/// <param name="RadiusY">Half height.</param>
public readonly record struct FaceEllipse(double CentreX, double CentreY, double RadiusX, double RadiusY);

/// <summary>A changed picture.</summary>
/// <param name="Image">Changed pixels, before they are saved.</param>
/// <param name="Mask">True where a pixel was written [Height, Width]; every other pixel is the target's. Null where the whole picture was processed.</param>
/// <param name="Parameters">Every drawn parameter by name.</param>
public sealed record EditedImage(RgbImage Image, bool[]? Mask, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The authentic counterpart where it is not the target itself: pixels that passed the same steps but the one under question.</summary>
    public RgbImage? Counterpart { get; init; }
}

/// <summary>What a recording is changed with.</summary>
/// <param name="Target">Samples of the recording to change, full scale = ±1; not written to.</param>
/// <param name="Donor">Samples of the recording that gives a part, at the same rate, or null.</param>
/// <param name="SampleRateHz">Samples per second of both.</param>
/// <param name="Chance">Draws every parameter.</param>
public sealed record VoiceEdit(float[] Target, float[]? Donor, int SampleRateHz, Seeded Chance)
{
    /// <summary>Stops the work.</summary>
    public CancellationToken Cancel { get; init; }
}

/// <summary>A stretch of samples.</summary>
/// <param name="Start">First sample.</param>
/// <param name="End">First sample after it.</param>
public readonly record struct SampleInterval(int Start, int End);

/// <summary>A changed recording.</summary>
/// <param name="Samples">Changed samples, before they are saved.</param>
/// <param name="Changed">Stretches that are not the target's, in order; a cut without an insertion is a stretch of no samples at the joint.</param>
/// <param name="Parameters">Every drawn parameter by name.</param>
public sealed record EditedVoice(float[] Samples, IReadOnlyList<SampleInterval> Changed, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The authentic counterpart where it is not the whole target: the target at the changed recording's length.</summary>
    public float[]? Counterpart { get; init; }
}
