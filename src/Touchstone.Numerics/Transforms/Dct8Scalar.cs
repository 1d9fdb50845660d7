namespace Touchstone.Numerics.Transforms;

/// <summary>The 8×8 DCT by its definition (T.81 A.3.3), in double: the oracle of <see cref="Dct8"/> and its path without AVX.</summary>
internal static class Dct8Scalar
{
    // Row k: the k-th orthonormal cosine over the eight samples.
    private static readonly double[] Basis = MakeBasis();

    internal static void Forward(ReadOnlySpan<float> block, Span<float> coefficients) => Forward(block, Dct8.Side, coefficients);

    internal static void Forward(ReadOnlySpan<float> samples, int stride, Span<float> coefficients)
    {
        Span<double> half = stackalloc double[Dct8.Area];
        for (var y = 0; y < 8; y++)
        {
            for (var u = 0; u < 8; u++)
            {
                var sum = 0.0;
                for (var x = 0; x < 8; x++)
                    sum += Basis[u * 8 + x] * samples[y * stride + x];
                half[y * 8 + u] = sum;
            }
        }
        for (var v = 0; v < 8; v++)
        {
            for (var u = 0; u < 8; u++)
            {
                var sum = 0.0;
                for (var y = 0; y < 8; y++)
                    sum += Basis[v * 8 + y] * half[y * 8 + u];
                coefficients[v * 8 + u] = (float)sum;
            }
        }
    }

    internal static void Inverse(ReadOnlySpan<float> coefficients, Span<float> block)
    {
        Span<double> half = stackalloc double[Dct8.Area];
        for (var v = 0; v < 8; v++)
        {
            for (var x = 0; x < 8; x++)
            {
                var sum = 0.0;
                for (var u = 0; u < 8; u++)
                    sum += Basis[u * 8 + x] * coefficients[v * 8 + u];
                half[v * 8 + x] = sum;
            }
        }
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                var sum = 0.0;
                for (var v = 0; v < 8; v++)
                    sum += Basis[v * 8 + y] * half[v * 8 + x];
                block[y * 8 + x] = (float)sum;
            }
        }
    }

    private static double[] MakeBasis()
    {
        var basis = new double[Dct8.Area];
        for (var k = 0; k < 8; k++)
        {
            for (var x = 0; x < 8; x++)
                basis[k * 8 + x] = (k == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos((2 * x + 1) * k * Math.PI / 16);
        }
        return basis;
    }
}
