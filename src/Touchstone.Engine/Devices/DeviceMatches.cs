namespace Touchstone.Engine.Devices;

/// <summary>A picture held against every device given.</summary>
/// <param name="Probe">The picture made ready.</param>
/// <param name="Matches">The best agreement with each device that the picture could be of, in the order given.</param>
/// <param name="Left">Names of devices whose frame the picture cannot have come from by its size.</param>
public sealed record DeviceMatches(SensorProbe Probe, IReadOnlyList<DeviceMatch> Matches, IReadOnlyList<string> Left)
{
    /// <summary>The device that agrees best, or null.</summary>
    public DeviceMatch? Best => Matches.Count == 0 ? null : Matches.MaxBy(m => m.Pce);
}
