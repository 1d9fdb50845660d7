namespace Touchstone.Numerics.Transforms;

/// <summary>Half of the spectrum of a real plane: bins [Height, Bins], row-major.</summary>
/// <param name="Bins">Bins kept of a line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Real">Real parts.</param>
/// <param name="Imaginary">Imaginary parts.</param>
public sealed record PlaneSpectrum(int Bins, int Height, float[] Real, float[] Imaginary);
