namespace Touchstone.Numerics.Transforms;

/// <summary>Transforms of real samples: two real halves ride in one complex transform of half the length where N is even.</summary>
internal sealed class RealFft
{
    private readonly int _length;
    private readonly Fft _inner;
    private readonly float[] _real, _imaginary, _cos, _sin, _binReal, _binImaginary;

    internal RealFft(int length)
    {
        _length = length;
        var inner = length % 2 == 0 ? length / 2 : length;
        _inner = new Fft(inner, false);
        _real = new float[inner];
        _imaginary = new float[inner];
        _binReal = new float[length / 2 + 1];
        _binImaginary = new float[length / 2 + 1];
        _cos = new float[length / 2 + 1];
        _sin = new float[length / 2 + 1];
        for (var k = 0; k < _cos.Length; k++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * k / length);
            _cos[k] = (float)cos;
            _sin[k] = (float)sin;
        }
    }

    internal void Forward(ReadOnlySpan<float> samples, Span<float> real, Span<float> imaginary)
    {
        if (_length % 2 != 0)
        {
            samples.CopyTo(_real);
            _imaginary.AsSpan().Clear();
            _inner.Forward(_real, _imaginary);
            _real.AsSpan(0, real.Length).CopyTo(real);
            _imaginary.AsSpan(0, real.Length).CopyTo(imaginary);
            return;
        }
        var half = _length / 2;
        for (var i = 0; i < half; i++)
        {
            _real[i] = samples[2 * i];
            _imaginary[i] = samples[2 * i + 1];
        }
        _inner.Forward(_real, _imaginary);
        // E and O are the transforms of the even and odd samples; X(k) = E(k) + e^(−2πik/N) O(k).
        for (var k = 0; k <= half; k++)
        {
            var (i, j) = (k == half ? 0 : k, k == 0 ? 0 : half - k);
            var (er, ei) = ((_real[i] + _real[j]) * 0.5f, (_imaginary[i] - _imaginary[j]) * 0.5f);
            var (or, oi) = ((_imaginary[i] + _imaginary[j]) * 0.5f, (_real[j] - _real[i]) * 0.5f);
            real[k] = er + _cos[k] * or + _sin[k] * oi;
            imaginary[k] = ei + _cos[k] * oi - _sin[k] * or;
        }
    }

    internal void Inverse(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> samples)
    {
        if (_length % 2 != 0)
        {
            _real[0] = real[0];
            _imaginary[0] = 0;
            for (var k = 1; k < real.Length; k++)
            {
                (_real[k], _imaginary[k]) = (real[k], imaginary[k]);
                (_real[^k], _imaginary[^k]) = (real[k], -imaginary[k]);
            }
            _inner.Inverse(_real, _imaginary);
            _real.CopyTo(samples);
            return;
        }
        var half = _length / 2;
        for (var k = 0; k < half; k++)
        {
            var (ar, ai) = (real[k], k == 0 ? 0 : imaginary[k]);
            var (br, bi) = (real[half - k], k == 0 ? 0 : -imaginary[half - k]);
            var (er, ei) = ((ar + br) * 0.5f, (ai + bi) * 0.5f);
            var (dr, di) = ((ar - br) * 0.5f, (ai - bi) * 0.5f);
            var (or, oi) = (dr * _cos[k] - di * _sin[k], dr * _sin[k] + di * _cos[k]);
            _real[k] = er - oi;
            _imaginary[k] = ei + or;
        }
        _inner.Inverse(_real, _imaginary);
        for (var i = 0; i < half; i++)
        {
            samples[2 * i] = _real[i];
            samples[2 * i + 1] = _imaginary[i];
        }
    }

    internal void Power(ReadOnlySpan<float> samples, Span<float> power)
    {
        Forward(samples, _binReal, _binImaginary);
        for (var k = 0; k < power.Length; k++)
            power[k] = _binReal[k] * _binReal[k] + _binImaginary[k] * _binImaginary[k];
    }
}
