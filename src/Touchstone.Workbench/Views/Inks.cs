using Touchstone.Engine.Views;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Workbench.Views;

/// <summary>The ink of a place on a scale.</summary>
internal static class Inks
{
    /// <summary>Colour at a position 0–1; positions outside are clamped.</summary>
    internal static (byte R, byte G, byte B) At(Ramp ramp, double position) => ramp switch
    {
        Ramp.Even => ColourScale.At(position),
        Ramp.Grey => Grey(position),
        Ramp.Wheel => Wheel(position),
        _ => throw new ArgumentOutOfRangeException(nameof(ramp)),
    };

    private static (byte, byte, byte) Grey(double position)
    {
        var level = (byte)Math.Round(255 * Math.Clamp(position, 0, 1));
        return (level, level, level);
    }

    // Three cosines a third of a turn apart: the sum of the channels is the same for all hues.
    private static (byte, byte, byte) Wheel(double position)
    {
        byte Level(double turn) => (byte)Math.Round(127.5 + 127.5 * Math.Cos(2 * Math.PI * (position - turn)));
        return (Level(0), Level(1.0 / 3), Level(2.0 / 3));
    }
}
