using Touchstone.Numerics.Transforms;

namespace Touchstone.Evaluation.Manipulations.Voice.Kernels;

/// <summary>Short-time Fourier transform with Hann windows at a quarter hop, and its least-squares inverse (Griffin &amp; Lim, IEEE ASSP 32, 1984, eq. 6).</summary>
internal sealed class ShortTimeFourier
{
    private readonly Fft _fft;
    private readonly float[] _window;

    /// <summary>Frames of about 32 ms, a power of two.</summary>
    internal ShortTimeFourier(int sampleRateHz)
    {
        Frame = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(0.03 * sampleRateHz));
        _fft = new Fft(Frame);
        _window = new float[Frame];
        for (var i = 0; i < Frame; i++) _window[i] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / Frame));
    }

    internal int Frame { get; }

    internal int Hop => Frame / 4;

    internal int Bins => Frame / 2 + 1;

    /// <summary>Frames that cover a recording, half a frame before and after it included.</summary>
    internal int Frames(int samples) => (samples + Frame) / Hop + 1;

    /// <summary>Spectrum of a windowed frame; samples outside the recording are zero.</summary>
    internal void Forward(ReadOnlySpan<float> samples, int frame, Span<float> windowed, Span<float> real, Span<float> imaginary)
    {
        var start = frame * Hop - Frame / 2;
        for (var i = 0; i < Frame; i++) windowed[i] = (uint)(start + i) < (uint)samples.Length ? samples[start + i] * _window[i] : 0;
        _fft.ForwardReal(windowed, real, imaginary);
    }

    /// <summary>Adds a frame back, windowed again, and its window's square to the weights.</summary>
    internal void Inverse(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, int frame, (float[] Sum, float[] Weight) into, Span<float> work)
    {
        _fft.InverseReal(real, imaginary, work);
        var start = frame * Hop - Frame / 2;
        for (var i = 0; i < Frame; i++)
        {
            if ((uint)(start + i) >= (uint)into.Sum.Length) continue;
            into.Sum[start + i] += work[i] * _window[i];
            into.Weight[start + i] += _window[i] * _window[i];
        }
    }

    /// <summary>The recording from the sums.</summary>
    internal static float[] Finish((float[] Sum, float[] Weight) sums)
    {
        for (var i = 0; i < sums.Sum.Length; i++) sums.Sum[i] /= MathF.Max(sums.Weight[i], 1e-6f);
        return sums.Sum;
    }

    /// <summary>The transform of zero-padded coefficients: for envelopes on the same bins.</summary>
    internal void Spectrum(ReadOnlySpan<float> coefficients, Span<float> padded, Span<float> real, Span<float> imaginary)
    {
        padded.Clear();
        coefficients.CopyTo(padded);
        _fft.ForwardReal(padded, real, imaginary);
    }
}
