using System.Text.Json;
using System.Text.Json.Serialization;
using Touchstone.Engine.Devices;

namespace Touchstone.Workbench.Devices;

/// <summary>What a device file says in words, before its samples.</summary>
/// <param name="Statement">What is stated of the device.</param>
/// <param name="Enrolled">The day it was enrolled.</param>
/// <param name="Engine">Version of the engine that enrolled it.</param>
/// <param name="Width">Pixels per line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Step">Response that one step of a sample stands for.</param>
/// <param name="Quality">Share of the fingerprint's variance that belongs to the sensor, 0 to 1.</param>
/// <param name="Predictor">What correlation is to be expected where, or null.</param>
/// <param name="References">The pictures, by name, hash and agreement.</param>
internal sealed record DeviceHeader(
    DeviceStatement Statement, DateOnly Enrolled, string Engine, int Width, int Height, float Step, double Quality, CorrelationPredictor? Predictor, IReadOnlyList<DeviceReference> References)
{
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };
}
