using Touchstone.Numerics;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>A rendered landscape in linear light: sky, mountains, water and a stony shore from fractal value noise. No photograph, no person.</summary>
public sealed class RenderedScene
{
    private readonly float[] _lattice;
    private const int LatticeEdge = 256;

    /// <summary>The scene of a seed.</summary>
    public RenderedScene(ulong seed)
    {
        var chance = new Seeded(seed);
        _lattice = new float[LatticeEdge * LatticeEdge];
        for (var i = 0; i < _lattice.Length; i++) _lattice[i] = (float)chance.NextUnit();
    }

    /// <summary>Linear RGB radiance 0–1 at a point.</summary>
    /// <param name="u">Across, 0 (left) – 1.5.</param>
    /// <param name="v">Down, 0 (top) – 1.</param>
    public (float R, float G, float B) At(float u, float v)
    {
        var ridge = 0.36f + 0.16f * Fractal(u * 3, 7.3f, 5);
        var shore = 0.80f + 0.05f * Fractal(u * 5, 2.9f, 4);
        if (v < ridge) return v > ridge - 0.14f + 0.2f * Fractal(u * 2.2f, 19.1f, 5) ? Mountain(u, v, 0.35f) : Sky(u, v);
        if (v < ridge + 0.10f) return Mountain(u, v, 0.75f);
        return v < shore ? Water(u, v, ridge) : Stones(u, v);
    }

    private (float, float, float) Sky(float u, float v)
    {
        var cloud = MathF.Max(0, Fractal(u * 2.5f + 3, v * 6, 5) - 0.5f) * 1.6f;
        return (0.22f + 0.20f * v + 0.5f * cloud, 0.36f + 0.16f * v + 0.42f * cloud, 0.66f + 0.20f * cloud);
    }

    private (float, float, float) Mountain(float u, float v, float near)
    {
        var rock = Fractal(u * 22, v * 30, 6);
        var light = 0.25f + 0.75f * MathF.Max(0, Fractal(u * 22 + 0.35f, v * 30 - 0.25f, 6) - rock + 0.35f);
        var haze = 1 - near;
        return (haze * 0.34f + near * light * (0.16f + 0.2f * rock), haze * 0.42f + near * light * (0.19f + 0.24f * rock), haze * 0.55f + near * light * (0.12f + 0.12f * rock));
    }

    private (float, float, float) Water(float u, float v, float ridge)
    {
        var wave = Fractal(u * 18, v * 140, 4) - 0.5f;
        var (r, g, b) = Sky(u + wave * 0.02f, MathF.Max(0, ridge - (v - ridge)));
        var glint = MathF.Max(0, wave - 0.13f) * 2.2f;
        return (0.35f * r + glint, 0.5f * g + glint, 0.55f * b + glint);
    }

    private (float, float, float) Stones(float u, float v)
    {
        var grain = Fractal(u * 90, v * 90, 5);
        var stone = Fractal(u * 26, v * 30, 3);
        var light = 0.12f + 0.5f * stone * (0.5f + grain);
        return (light * 1.05f, light * 0.98f, light * 0.86f);
    }

    /// <summary>Sum of octaves of smooth value noise, each half as strong and twice as fine; about 0–1.</summary>
    private float Fractal(float x, float y, int octaves)
    {
        float sum = 0, weight = 0.5f;
        for (var o = 0; o < octaves; o++, weight /= 2, x = x * 2 + 17.17f, y = y * 2 + 5.31f)
            sum += weight * Smooth(x, y);
        return sum;
    }

    private float Smooth(float x, float y)
    {
        var column = (int)MathF.Floor(x);
        var row = (int)MathF.Floor(y);
        var fx = x - column;
        var fy = y - row;
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        var top = float.Lerp(Lattice(column, row), Lattice(column + 1, row), fx);
        var bottom = float.Lerp(Lattice(column, row + 1), Lattice(column + 1, row + 1), fx);
        return float.Lerp(top, bottom, fy);
    }

    private float Lattice(int column, int row) => _lattice[(row & (LatticeEdge - 1)) * LatticeEdge + (column & (LatticeEdge - 1))];
}
