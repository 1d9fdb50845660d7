namespace Touchstone.Workbench.Exhibits;

/// <summary>Cividis: even in lightness, so it reads alike in grey print and for colour-blind eyes.</summary>
internal static class ColourScale
{
    // Nuñez, Anderton and Renslow, "Optimizing colormaps with consideration for color vision deficiency to enable accurate
    // interpretation of scientific data", PLOS ONE 13(7), 2018: the published table at 16 even steps, as 8-bit sRGB.
    private static readonly (byte R, byte G, byte B)[] Anchors =
    [
        (0, 34, 78), (0, 46, 108), (30, 58, 111), (53, 70, 108), (71, 81, 108), (87, 93, 109), (102, 105, 112), (117, 117, 117),
        (132, 130, 121), (148, 142, 119), (165, 156, 116), (183, 169, 110), (200, 184, 102), (219, 199, 90), (238, 214, 73), (254, 232, 56),
    ];

    /// <summary>Colour at a position 0–1; positions outside are clamped.</summary>
    public static (byte R, byte G, byte B) At(double position)
    {
        var place = Math.Clamp(position, 0, 1) * (Anchors.Length - 1);
        var below = Math.Min((int)place, Anchors.Length - 2);
        var share = place - below;
        byte Mix(byte from, byte to) => (byte)Math.Round(from + share * (to - from));
        var (a, b) = (Anchors[below], Anchors[below + 1]);
        return (Mix(a.R, b.R), Mix(a.G, b.G), Mix(a.B, b.B));
    }

    /// <summary>The same as a CSS colour.</summary>
    public static string Css(double position)
    {
        var (r, g, b) = At(position);
        return $"#{r:x2}{g:x2}{b:x2}";
    }
}
