namespace Touchstone.Engine.Devices;

/// <summary>Where a picture would lie in the frame of a device.</summary>
/// <param name="Left">Columns from the left edge of the scaled frame.</param>
/// <param name="Top">Lines from its top edge.</param>
/// <param name="FrameWidth">Width of the frame after scaling, pixels.</param>
/// <param name="FrameHeight">Height of the frame after scaling, pixels.</param>
/// <param name="QuarterTurns">Quarter turns clockwise that bring the picture upright in the frame, 0 to 3.</param>
public readonly record struct Placement(int Left, int Top, int FrameWidth, int FrameHeight, int QuarterTurns);

/// <summary>How far a match is looked for.</summary>
public enum DeviceSearch
{
    /// <summary>The whole frame as the device saves it, turned or scaled as a whole.</summary>
    Frame,
    /// <summary>Also a part cut out of it, at its own size.</summary>
    Crop,
    /// <summary>Also a part cut out and scaled down, by factors from 0.5 to 1.</summary>
    Scale,
}

/// <summary>The best agreement of a picture with a device over everything searched.</summary>
/// <param name="Device">The device.</param>
/// <param name="Placement">Where the picture lies if it is the device's.</param>
/// <param name="Pce">Peak-to-correlation energy; higher = more alike; about 0 to 20 by chance.</param>
/// <param name="Shifts">All shifts searched, over placements, turns and scales.</param>
/// <param name="Log10FalseAlarm">log10 of the probability of such a peak by chance in a search of that size, ≤ 0.</param>
/// <param name="Correlation">Normalised correlation at the peak, −1 to 1.</param>
/// <param name="Searched">What was searched, in words.</param>
public sealed record DeviceMatch(DeviceProfile Device, Placement Placement, double Pce, double Shifts, double Log10FalseAlarm, double Correlation, string Searched)
{
    /// <summary>PCE from which a match is taken as one: the threshold that Goljan, Fridrich and Filler (2009) tested on a million pictures, with 2.4 false matches in 100,000.</summary>
    public const double Threshold = 60;

    /// <summary>Whether the sensor's noise was found.</summary>
    public bool IsFound => Pce >= Threshold;
}
