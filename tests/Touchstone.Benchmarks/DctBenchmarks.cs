using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using OpenCvSharp;
using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Benchmarks;

/// <summary>All 8×8 blocks of one megapixel: the vector path, the scalar oracle and OpenCV block by block (skipped without its native library).</summary>
public class DctBenchmarks
{
    private const int Side = 1024;
    private readonly float[] _samples = new float[Side * Side];
    private readonly float[] _coefficients = new float[Side * Side];
    private bool _hasPeer;

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        for (var i = 0; i < _samples.Length; i++) _samples[i] = (float)(128 + 20 * chance.NextNormal());
        try
        {
            OpenCvBlock(new float[64], new float[64]);
            _hasPeer = true;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            _hasPeer = false;
        }
    }

    [Benchmark(Baseline = true)]
    public void Vector() => Dct8.ForwardPlane(_samples, Side, Side, 0, 0, _coefficients);

    [Benchmark]
    public void Scalar()
    {
        for (var row = 0; row < Side / 8; row++)
            for (var column = 0; column < Side / 8; column++)
                Dct8Scalar.Forward(_samples.AsSpan(row * 8 * Side + column * 8), Side, _coefficients.AsSpan((row * Side / 8 + column) * 64, 64));
    }

    [Benchmark]
    public void OpenCv()
    {
        if (!_hasPeer) throw new NotSupportedException("OpenCV's native library is missing (apt install libgtk-3-0), so this peer is left out.");
        float[] block = new float[64], result = new float[64];
        for (var row = 0; row < Side / 8; row++)
        {
            for (var column = 0; column < Side / 8; column++)
            {
                for (var y = 0; y < 8; y++) _samples.AsSpan((row * 8 + y) * Side + column * 8, 8).CopyTo(block.AsSpan(y * 8));
                OpenCvBlock(block, result);
                result.CopyTo(_coefficients, (row * Side / 8 + column) * 64);
            }
        }
    }

    private static void OpenCvBlock(float[] block, float[] result)
    {
        using var from = Mat.FromPixelData(8, 8, MatType.CV_32FC1, block);
        using var to = new Mat();
        Cv2.Dct(from, to);
        Marshal.Copy(to.Data, result, 0, 64);
    }
}
