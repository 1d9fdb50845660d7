using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors;

/// <summary>The ways a detector ends, so that each finding carries the detector's identity.</summary>
public static class DetectorFindings
{
    /// <summary>A measurement; the caller adds scores, maps and observations with <c>with</c>.</summary>
    public static Finding Measured(this IDetector detector, string text) => detector.Make(FindingState.Measured, Codes.Measured, text);

    /// <summary>A measurement of a method that only describes: it never stands out and answers no question.</summary>
    public static Finding Described(this IDetector detector, string text) => detector.Measured(text) with { IsDescription = true };

    /// <summary>The method does not apply.</summary>
    public static Finding NotApplicable(this IDetector detector, string code, string text) => detector.Make(FindingState.NotApplicable, code, text);

    /// <summary>Why a picture of this size is not examined, or null: smaller than the method needs. Pictures larger than methods examine have no pixels to ask for.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="width">Pixels per line.</param>
    /// <param name="height">Lines.</param>
    /// <param name="leastSide">Pixels the method needs both ways.</param>
    /// <param name="what">What needs them, as the subject of a sentence in the plural: "noise levels".</param>
    internal static Finding? RefuseSize(this IDetector detector, int width, int height, int leastSide, string what) => Math.Min(width, height) < leastSide
        ? detector.NotApplicable(Codes.NotApplicableTooSmall, $"The picture is {width}×{height} pixels; {what} need at least {leastSide} a side.")
        : null;

    /// <summary>Why a JPEG whose last save cannot be read is not examined, or null: a method that reckons with its steps may not take it for a picture that was never saved as JPEG.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="specimen">The picture's specimen.</param>
    internal static Finding? RefuseUnreadSave(this IDetector detector, Specimen specimen) =>
        specimen.Format == MediaFormat.Jpeg && !specimen.Coefficients.TryGet(out _, out var fault) ? detector.Without(fault) : null;

    /// <summary>A view is missing: not applicable where it is absent by nature, failed where it is damaged.</summary>
    public static Finding Without(this IDetector detector, Fault fault) =>
        detector.Make(fault.Kind == FaultKind.Absent ? FindingState.NotApplicable : FindingState.Failed, fault.Code, fault.Message);

    /// <summary>The detector failed.</summary>
    public static Finding Failed(this IDetector detector, string code, string text) => detector.Make(FindingState.Failed, code, text);

    private static Finding Make(this IDetector detector, FindingState state, string code, string text) => new()
    {
        Question = detector.Question,
        DetectorId = detector.Id,
        DetectorVersion = detector.Version,
        State = state,
        Reason = new Reason(code, text),
    };
}
