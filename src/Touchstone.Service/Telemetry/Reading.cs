namespace Touchstone.Service.Telemetry;

/// <summary>A value as it stands now.</summary>
/// <param name="Name">Name, with dots.</param>
/// <param name="Unit">Unit, in UCUM: s, By, {examination}.</param>
/// <param name="Description">What it is.</param>
/// <param name="Value">The value.</param>
/// <param name="Label">What tells it from others of the same name, or null.</param>
public sealed record Reading(string Name, string Unit, string Description, double Value, (string Key, string Value)? Label = null);

/// <summary>What a feature can say of how things stand, in all nodes: it asks the database.</summary>
public interface IReadings
{
    /// <summary>Reads.</summary>
    Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancel);
}
