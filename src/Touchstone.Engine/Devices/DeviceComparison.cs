using System.Globalization;
using Touchstone.Numerics.Correlation;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Devices;

/// <summary>
/// Looks for a device's fingerprint in a picture by normalised cross-correlation over the placements a search allows (Goljan and Fridrich,
/// Camera identification from cropped and scaled images, 2008); every shift looked at counts in the false-alarm probability.
/// </summary>
public static class DeviceComparison
{
    /// <summary>Least side of a picture and of a frame, pixels.</summary>
    public const int LeastSide = 64;

    // A scale is met to within a pixel at the edge of a picture of 600 pixels; larger pictures are met over most of their area.
    private const double ScaleStep = 1.0 / 300;
    private const double LeastScale = 0.5;

    // Round a scaled whole frame: programs differ by a pixel in where they start.
    private static readonly ShiftRange Nearby = new(-1, -1, 3, 3);

    /// <summary>Compares.</summary>
    /// <param name="probe">The picture.</param>
    /// <param name="device">The device.</param>
    /// <param name="search">How far to look.</param>
    /// <param name="cancel">Stops between transforms.</param>
    /// <returns>The best agreement; null where the search allows no placement (the picture is larger than the frame, or too small).</returns>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public static DeviceMatch? Compare(SensorProbe probe, DeviceProfile device, DeviceSearch search, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(device);
        if (Math.Min(probe.Width, probe.Height) < LeastSide || Math.Min(device.Width, device.Height) < LeastSide) return null;
        var hunt = new Hunt(probe, device, cancel);
        var whole = Enumerable.Range(0, 4).Where(t => Fits(probe, t, device.Width, device.Height, exactly: true)).ToArray();
        foreach (var turns in whole) hunt.Try(device.Width, device.Height, turns, ShiftRange.None);
        if (whole.Length > 0) return hunt.Best("the whole frame, upright and turned");
        var scaled = 0;
        foreach (var turns in Enumerable.Range(0, 4).Where(t => IsWholeFrame(probe, t, device)))
        {
            var (w, h) = Turned(probe, turns);
            hunt.Try(w, h, turns, Nearby);
            scaled++;
        }
        // A picture in the device's own shape was scaled as a whole far more often than cut out in that shape.
        if (search == DeviceSearch.Frame || hunt.IsFound) return hunt.Best(scaled > 0 ? "the whole frame, scaled to this size" : "");
        Crops(hunt, probe, device.Width, device.Height);
        if (search == DeviceSearch.Crop || hunt.IsFound) return hunt.Best("the whole frame and parts cut out of it, upright and turned");
        for (var scale = 1 - ScaleStep; scale >= LeastScale; scale -= scale * ScaleStep)
            Crops(hunt, probe, (int)Math.Round(device.Width * scale), (int)Math.Round(device.Height * scale));
        return hunt.Best(string.Create(CultureInfo.InvariantCulture, $"the whole frame and parts cut out of it, scaled by {LeastScale} to 1, upright and turned"));
    }

    /// <summary>The part of a device's fingerprint that lies in a matched picture, [probe height, probe width].</summary>
    /// <param name="probe">The picture.</param>
    /// <param name="match">Where it lies.</param>
    public static float[] Aligned(SensorProbe probe, DeviceMatch match)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(match);
        var (place, device) = (match.Placement, match.Device);
        var frame = place.FrameWidth == device.Width && place.FrameHeight == device.Height ? device.Fingerprint
            : TriangleResampling.Resize(device.Fingerprint, device.Width, place.FrameWidth, place.FrameHeight);
        var aligned = new float[probe.Width * probe.Height];
        for (var y = 0; y < probe.Height; y++)
            for (var x = 0; x < probe.Width; x++)
            {
                var (tx, ty) = probe.Turn(x, y, place.QuarterTurns);
                // A shift of a pixel may lead over the edge of a scaled frame.
                var (fx, fy) = (Math.Clamp(place.Left + tx, 0, place.FrameWidth - 1), Math.Clamp(place.Top + ty, 0, place.FrameHeight - 1));
                aligned[y * probe.Width + x] = frame[fy * place.FrameWidth + fx];
            }
        return aligned;
    }

    private static void Crops(Hunt hunt, SensorProbe probe, int frameWidth, int frameHeight)
    {
        for (var turns = 0; turns < 4; turns++)
        {
            if (!Fits(probe, turns, frameWidth, frameHeight, exactly: false)) continue;
            var (w, h) = Turned(probe, turns);
            hunt.Try(frameWidth, frameHeight, turns, new ShiftRange(0, 0, frameWidth - w + 1, frameHeight - h + 1));
        }
    }

    private static (int Width, int Height) Turned(SensorProbe probe, int turns) => turns % 2 == 0 ? (probe.Width, probe.Height) : (probe.Height, probe.Width);

    private static bool Fits(SensorProbe probe, int turns, int width, int height, bool exactly)
    {
        var (w, h) = Turned(probe, turns);
        return exactly ? w == width && h == height : w <= width && h <= height;
    }

    // The same shape to within the rounding of one side.
    private static bool IsWholeFrame(SensorProbe probe, int turns, DeviceProfile device)
    {
        var (w, h) = Turned(probe, turns);
        return Math.Abs((double)device.Width * h / w - device.Height) <= (double)device.Width / w && w < 2 * device.Width;
    }

    /// <summary>One search: the best peak so far, and how many shifts it was chosen from.</summary>
    private sealed class Hunt(SensorProbe probe, DeviceProfile device, CancellationToken cancel)
    {
        private (int Width, int Height) _size;
        private float[] _pattern = [];
        private PlaneFft _plan = new(1, 1, default);
        private PlaneSpectrum? _spectrum;
        private double _shifts, _pce = double.NegativeInfinity, _correlation;
        private Placement _place;

        internal bool IsFound => _pce >= DeviceMatch.Threshold;

        internal void Try(int frameWidth, int frameHeight, int turns, ShiftRange range)
        {
            cancel.ThrowIfCancellationRequested();
            Frame(frameWidth, frameHeight);
            var framed = probe.Framed(turns, frameWidth, frameHeight);
            var correlation = CorrelationPlane.Of(_spectrum!, framed, _plan);
            var peak = PeakEnergy.Find(correlation, frameWidth, range);
            _shifts += peak.Shifts;
            if (peak.Pce <= _pce) return;
            _pce = peak.Pce;
            _place = new Placement(peak.Left, peak.Top, frameWidth, frameHeight, turns);
            var at = correlation[(peak.Top + frameHeight) % frameHeight * frameWidth + (peak.Left + frameWidth) % frameWidth];
            // Over the part of the frame the picture covers, the fingerprint has its share of the energy.
            var norm = Math.Sqrt(Energy(framed) * Energy(_pattern) * probe.Width * probe.Height / _pattern.Length);
            _correlation = norm > 0 ? at / norm : 0;
        }

        internal DeviceMatch? Best(string searched) => _shifts == 0 ? null
            : new DeviceMatch(device, _place, _pce, _shifts, PeakEnergy.Log10FalseAlarm(_pce, _shifts), _correlation, searched);

        private void Frame(int width, int height)
        {
            if (_spectrum is not null && _size == (width, height)) return;
            _size = (width, height);
            _pattern = width == device.Width && height == device.Height ? device.Fingerprint : TriangleResampling.Resize(device.Fingerprint, device.Width, width, height);
            _plan = new PlaneFft(width, height, cancel);
            _spectrum = _plan.Make();
            _plan.Forward(_pattern, _spectrum);
        }

        private static double Energy(float[] samples)
        {
            var sum = 0.0;
            foreach (var sample in samples) sum += (double)sample * sample;
            return sum;
        }
    }
}
