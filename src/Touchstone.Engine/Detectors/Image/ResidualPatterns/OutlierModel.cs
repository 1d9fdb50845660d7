using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.ResidualPatterns;

/// <summary>A normal distribution for most points and a uniform one over their box for the rest, fitted by expectation and maximisation.</summary>
/// <remarks>Source: Cozzolino, Poggi, Verdoliva, "Splicebuster", IEEE WIFS 2015, section III: the second of its two models, with the distance of Mahalanobis as the map.</remarks>
internal sealed class OutlierModel
{
    private const int MostRounds = 60;

    // Outliers are few at the start; the share is then fitted, at most a half, or the names of the two would be exchanged.
    private const double FirstShare = 0.05, LeastShare = 1e-3, MostShare = 0.5;

    // Added to the diagonal as a part of the mean variance, so that a direction without variance keeps the matrix invertible.
    private const double Ridge = 1e-3;

    // Per point, nats: the likelihood has settled.
    private const double Settled = 1e-6;

    private readonly int _dimensions;
    private readonly double[] _mean, _factor;
    private double _logDeterminant;

    private OutlierModel(int dimensions)
    {
        _dimensions = dimensions;
        _mean = new double[dimensions];
        _factor = new double[dimensions * dimensions];
    }

    /// <summary>Share of the points that the uniform distribution explains.</summary>
    internal double OutlierShare { get; private set; } = FirstShare;

    /// <summary>Fits the model.</summary>
    /// <param name="points">Points [n, dimensions]; more than dimensions.</param>
    /// <param name="dimensions">At least 1.</param>
    /// <param name="cancel">Checked per round.</param>
    /// <returns>Null where the points do not spread.</returns>
    internal static OutlierModel? Fit(double[] points, int dimensions, CancellationToken cancel)
    {
        var model = new OutlierModel(dimensions);
        var uniform = LogUniform(points, dimensions);
        if (!double.IsFinite(uniform)) return null;
        var weights = new double[points.Length / dimensions];
        Array.Fill(weights, 1 - FirstShare);
        var before = double.NegativeInfinity;
        for (var round = 0; round < MostRounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            if (!model.Maximise(points, weights)) return null;
            var likelihood = model.Expect(points, weights, uniform);
            if (likelihood - before < Settled) break;
            before = likelihood;
        }
        return model;
    }

    /// <summary>Distance of Mahalanobis from the normal distribution, its deviations.</summary>
    internal double Distance(ReadOnlySpan<double> point)
    {
        Span<double> z = stackalloc double[_dimensions];
        var sum = 0.0;
        for (var i = 0; i < _dimensions; i++)
        {
            var value = point[i] - _mean[i];
            for (var k = 0; k < i; k++) value -= _factor[i * _dimensions + k] * z[k];
            z[i] = value / _factor[i * _dimensions + i];
            sum += z[i] * z[i];
        }
        return Math.Sqrt(sum);
    }

    // ln of the density of the uniform distribution over the box that holds all points.
    private static double LogUniform(double[] points, int dimensions)
    {
        var sum = 0.0;
        for (var d = 0; d < dimensions; d++)
        {
            double low = double.MaxValue, high = double.MinValue;
            for (var i = d; i < points.Length; i += dimensions) (low, high) = (Math.Min(low, points[i]), Math.Max(high, points[i]));
            sum -= Math.Log(high - low);
        }
        return sum;
    }

    private bool Maximise(double[] points, double[] weights)
    {
        var (n, total) = (_dimensions, weights.Sum());
        Array.Clear(_mean);
        Array.Clear(_factor);
        for (var i = 0; i < weights.Length; i++)
            for (var d = 0; d < n; d++) _mean[d] += weights[i] / total * points[i * n + d];
        Span<double> centred = stackalloc double[n];
        for (var i = 0; i < weights.Length; i++)
        {
            for (var d = 0; d < n; d++) centred[d] = points[i * n + d] - _mean[d];
            for (var r = 0; r < n; r++)
                for (var c = 0; c <= r; c++) _factor[r * n + c] += weights[i] / total * centred[r] * centred[c];
        }
        var trace = 0.0;
        for (var d = 0; d < n; d++) trace += _factor[d * n + d];
        for (var d = 0; d < n; d++) _factor[d * n + d] += Ridge * trace / n;
        if (!Cholesky.Factorise(_factor, n)) return false;
        _logDeterminant = 0;
        for (var d = 0; d < n; d++) _logDeterminant += 2 * Math.Log(_factor[d * n + d]);
        OutlierShare = Math.Clamp(1 - total / weights.Length, LeastShare, MostShare);
        return true;
    }

    // Fills the weights of the normal distribution; returns the mean log-likelihood.
    private double Expect(double[] points, double[] weights, double uniform)
    {
        var sum = 0.0;
        var (rare, usual) = (Math.Log(OutlierShare) + uniform, Math.Log(1 - OutlierShare) - 0.5 * (_logDeterminant + _dimensions * Math.Log(2 * Math.PI)));
        for (var i = 0; i < weights.Length; i++)
        {
            var distance = Distance(points.AsSpan(i * _dimensions, _dimensions));
            var normal = usual - 0.5 * distance * distance;
            var most = Math.Max(rare, normal);
            var both = most + Math.Log(Math.Exp(rare - most) + Math.Exp(normal - most));
            weights[i] = Math.Exp(normal - both);
            sum += both;
        }
        return sum / weights.Length;
    }
}
